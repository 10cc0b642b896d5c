// RUN: %corosafe --models=%inputs/models/entries.json %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include %verify
// RUN: %corosafe --models=%inputs/models/entries.json --idle-entries=conventions %s -- -std=c++20 -I%inputs/stubs -I%source_dir/checks/include | diff /dev/null -

// Every entry of the model: functions that no model names, and that say by their own names what they do.

#include "entries/asio.h"

#include <deque>
#include <stack>
#include <vector>

using entries::first, entries::tick, entries::take;
template <class T = void> using task = asio::awaitable<T>;

//===-- what belongs together ------------------------------------------------------===//

struct lock_and_unlock {
  void lock();
  void unlock();
};
struct lock_and_unlock_user {
  lock_and_unlock o;
  task<> run_bad() {
    o.lock();
    co_await tick(); // expected-warning {{is never called}}
    o.unlock();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct open_and_close {
  void open();
  void close();
};
struct open_and_close_user {
  open_and_close o;
  task<> run_bad() {
    o.open();
    co_await tick(); // expected-warning {{is never called}}
    o.close();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct begin_and_commit {
  void begin();
  void commit();
};
struct begin_and_commit_user {
  begin_and_commit o;
  task<> run_bad() {
    o.begin();
    co_await tick(); // expected-warning {{is never called}}
    o.commit();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct start_transaction_and_rollback {
  void start_transaction();
  void rollback();
};
struct start_transaction_and_rollback_user {
  start_transaction_and_rollback o;
  task<> run_bad() {
    o.start_transaction();
    co_await tick(); // expected-warning {{is never called}}
    o.rollback();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct begin_transaction_and_abort {
  void begin_transaction();
  void abort();
};
struct begin_transaction_and_abort_user {
  begin_transaction_and_abort o;
  task<> run_bad() {
    o.begin_transaction();
    co_await tick(); // expected-warning {{is never called}}
    o.abort();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct connect_and_disconnect {
  void connect();
  void disconnect();
};
struct connect_and_disconnect_user {
  connect_and_disconnect o;
  task<> run_bad() {
    o.connect();
    co_await tick(); // expected-warning {{is never called}}
    o.disconnect();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct add_and_remove {
  void add(int id);
  void remove(int id);
};
struct add_and_remove_user {
  add_and_remove o;
  task<> run_bad() {
    o.add(7);
    co_await tick(); // expected-warning {{is never called}}
    o.remove(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct insert_and_remove {
  void insert(int id);
  void remove(int id);
};
struct insert_and_remove_user {
  insert_and_remove o;
  task<> run_bad() {
    o.insert(7);
    co_await tick(); // expected-warning {{is never called}}
    o.remove(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct emplace_and_erase_if {
  void emplace(int id);
  void erase_if(int id);
};
struct emplace_and_erase_if_user {
  emplace_and_erase_if o;
  task<> run_bad() {
    o.emplace(7);
    co_await tick(); // expected-warning {{is never called}}
    o.erase_if(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct try_emplace_and_remove_if {
  void try_emplace(int id);
  void remove_if(int id);
};
struct try_emplace_and_remove_if_user {
  try_emplace_and_remove_if o;
  task<> run_bad() {
    o.try_emplace(7);
    co_await tick(); // expected-warning {{is never called}}
    o.remove_if(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct insert_or_assign_and_erase {
  void insert_or_assign(int id);
  void erase(int id);
};
struct insert_or_assign_and_erase_user {
  insert_or_assign_and_erase o;
  task<> run_bad() {
    o.insert_or_assign(7);
    co_await tick(); // expected-warning {{is never called}}
    o.erase(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct push_back_and_remove {
  void push_back(int id);
  void remove(int id);
};
struct push_back_and_remove_user {
  push_back_and_remove o;
  task<> run_bad() {
    o.push_back(7);
    co_await tick(); // expected-warning {{is never called}}
    o.remove(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct emplace_back_and_erase_if {
  void emplace_back(int id);
  void erase_if(int id);
};
struct emplace_back_and_erase_if_user {
  emplace_back_and_erase_if o;
  task<> run_bad() {
    o.emplace_back(7);
    co_await tick(); // expected-warning {{is never called}}
    o.erase_if(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct push_front_and_remove_if {
  void push_front(int id);
  void remove_if(int id);
};
struct push_front_and_remove_if_user {
  push_front_and_remove_if o;
  task<> run_bad() {
    o.push_front(7);
    co_await tick(); // expected-warning {{is never called}}
    o.remove_if(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct emplace_front_and_erase {
  void emplace_front(int id);
  void erase(int id);
};
struct emplace_front_and_erase_user {
  emplace_front_and_erase o;
  task<> run_bad() {
    o.emplace_front(7);
    co_await tick(); // expected-warning {{is never called}}
    o.erase(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct acquire_and_release {
  void acquire();
  void release();
};
struct acquire_and_release_user {
  acquire_and_release o;
  task<> run_bad() {
    o.acquire();
    co_await tick(); // expected-warning {{is never called}}
    o.release();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct claim_and_unclaim {
  void claim();
  void unclaim();
};
struct claim_and_unclaim_user {
  claim_and_unclaim o;
  task<> run_bad() {
    o.claim();
    co_await tick(); // expected-warning {{is never called}}
    o.unclaim();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct grab_and_ungrab {
  void grab();
  void ungrab();
};
struct grab_and_ungrab_user {
  grab_and_ungrab o;
  task<> run_bad() {
    o.grab();
    co_await tick(); // expected-warning {{is never called}}
    o.ungrab();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct reserve_and_unreserve {
  void reserve();
  void unreserve();
};
struct reserve_and_unreserve_user {
  reserve_and_unreserve o;
  task<> run_bad() {
    o.reserve();
    co_await tick(); // expected-warning {{is never called}}
    o.unreserve();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct borrow_and_give_back {
  void borrow();
  void give_back();
};
struct borrow_and_give_back_user {
  borrow_and_give_back o;
  task<> run_bad() {
    o.borrow();
    co_await tick(); // expected-warning {{is never called}}
    o.give_back();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct take_and_put_back {
  void take();
  void put_back();
};
struct take_and_put_back_user {
  take_and_put_back o;
  task<> run_bad() {
    o.take();
    co_await tick(); // expected-warning {{is never called}}
    o.put_back();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct obtain_and_deallocate {
  void obtain();
  void deallocate();
};
struct obtain_and_deallocate_user {
  obtain_and_deallocate o;
  task<> run_bad() {
    o.obtain();
    co_await tick(); // expected-warning {{is never called}}
    o.deallocate();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct allocate_and_dealloc {
  void allocate();
  void dealloc();
};
struct allocate_and_dealloc_user {
  allocate_and_dealloc o;
  task<> run_bad() {
    o.allocate();
    co_await tick(); // expected-warning {{is never called}}
    o.dealloc();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct alloc_and_unhold {
  void alloc();
  void unhold();
};
struct alloc_and_unhold_user {
  alloc_and_unhold o;
  task<> run_bad() {
    o.alloc();
    co_await tick(); // expected-warning {{is never called}}
    o.unhold();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct hold_and_checkin {
  void hold();
  void checkin();
};
struct hold_and_checkin_user {
  hold_and_checkin o;
  task<> run_bad() {
    o.hold();
    co_await tick(); // expected-warning {{is never called}}
    o.checkin();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct retain_and_check_in {
  void retain();
  void check_in();
};
struct retain_and_check_in_user {
  retain_and_check_in o;
  task<> run_bad() {
    o.retain();
    co_await tick(); // expected-warning {{is never called}}
    o.check_in();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct checkout_and_return {
  void checkout();
  void return_it();
};
struct checkout_and_return_user {
  checkout_and_return o;
  task<> run_bad() {
    o.checkout();
    co_await tick(); // expected-warning {{is never called}}
    o.return_it();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct check_out_and_recycle {
  void check_out();
  void recycle();
};
struct check_out_and_recycle_user {
  check_out_and_recycle o;
  task<> run_bad() {
    o.check_out();
    co_await tick(); // expected-warning {{is never called}}
    o.recycle();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct register_and_unregister {
  void register_it(int id);
  void unregister(int id);
};
struct register_and_unregister_user {
  register_and_unregister o;
  task<> run_bad() {
    o.register_it(7);
    co_await tick(); // expected-warning {{is never called}}
    o.unregister(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct subscribe_and_unsubscribe {
  void subscribe(int id);
  void unsubscribe(int id);
};
struct subscribe_and_unsubscribe_user {
  subscribe_and_unsubscribe o;
  task<> run_bad() {
    o.subscribe(7);
    co_await tick(); // expected-warning {{is never called}}
    o.unsubscribe(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct attach_and_detach {
  void attach(int id);
  void detach(int id);
};
struct attach_and_detach_user {
  attach_and_detach o;
  task<> run_bad() {
    o.attach(7);
    co_await tick(); // expected-warning {{is never called}}
    o.detach(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct enter_and_leave {
  void enter();
  void leave();
};
struct enter_and_leave_user {
  enter_and_leave o;
  task<> run_bad() {
    o.enter();
    co_await tick(); // expected-warning {{is never called}}
    o.leave();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct join_and_leave {
  void join();
  void leave();
};
struct join_and_leave_user {
  join_and_leave o;
  task<> run_bad() {
    o.join();
    co_await tick(); // expected-warning {{is never called}}
    o.leave();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct increment_and_decrement {
  void increment();
  void decrement();
};
struct increment_and_decrement_user {
  increment_and_decrement o;
  task<> run_bad() {
    o.increment();
    co_await tick(); // expected-warning {{is never called}}
    o.decrement();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct inc_and_dec {
  void inc();
  void dec();
};
struct inc_and_dec_user {
  inc_and_dec o;
  task<> run_bad() {
    o.inc();
    co_await tick(); // expected-warning {{is never called}}
    o.dec();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct pause_and_resume {
  void pause();
  void resume();
};
struct pause_and_resume_user {
  pause_and_resume o;
  task<> run_bad() {
    o.pause();
    co_await tick(); // expected-warning {{is never called}}
    o.resume();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct suspend_and_unpause {
  void suspend();
  void unpause();
};
struct suspend_and_unpause_user {
  suspend_and_unpause o;
  task<> run_bad() {
    o.suspend();
    co_await tick(); // expected-warning {{is never called}}
    o.unpause();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct block_and_unblock {
  void block();
  void unblock();
};
struct block_and_unblock_user {
  block_and_unblock o;
  task<> run_bad() {
    o.block();
    co_await tick(); // expected-warning {{is never called}}
    o.unblock();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct disable_and_enable {
  void disable();
  void enable();
};
struct disable_and_enable_user {
  disable_and_enable o;
  task<> run_bad() {
    o.disable();
    co_await tick(); // expected-warning {{is never called}}
    o.enable();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct enable_and_disable {
  void enable();
  void disable();
};
struct enable_and_disable_user {
  enable_and_disable o;
  task<> run_bad() {
    o.enable();
    co_await tick(); // expected-warning {{is never called}}
    o.disable();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct turn_on_and_turn_off {
  void turn_on();
  void turn_off();
};
struct turn_on_and_turn_off_user {
  turn_on_and_turn_off o;
  task<> run_bad() {
    o.turn_on();
    co_await tick(); // expected-warning {{is never called}}
    o.turn_off();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct login_and_logout {
  void login();
  void logout();
};
struct login_and_logout_user {
  login_and_logout o;
  task<> run_bad() {
    o.login();
    co_await tick(); // expected-warning {{is never called}}
    o.logout();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct log_in_and_log_out {
  void log_in();
  void log_out();
};
struct log_in_and_log_out_user {
  log_in_and_log_out o;
  task<> run_bad() {
    o.log_in();
    co_await tick(); // expected-warning {{is never called}}
    o.log_out();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct pin_and_unpin {
  void pin(int id);
  void unpin(int id);
};
struct pin_and_unpin_user {
  pin_and_unpin o;
  task<> run_bad() {
    o.pin(7);
    co_await tick(); // expected-warning {{is never called}}
    o.unpin(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct ref_and_unref {
  void ref();
  void unref();
};
struct ref_and_unref_user {
  ref_and_unref o;
  task<> run_bad() {
    o.ref();
    co_await tick(); // expected-warning {{is never called}}
    o.unref();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct mount_and_unmount {
  void mount();
  void unmount();
};
struct mount_and_unmount_user {
  mount_and_unmount o;
  task<> run_bad() {
    o.mount();
    co_await tick(); // expected-warning {{is never called}}
    o.unmount();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct freeze_and_thaw {
  void freeze();
  void thaw();
};
struct freeze_and_thaw_user {
  freeze_and_thaw o;
  task<> run_bad() {
    o.freeze();
    co_await tick(); // expected-warning {{is never called}}
    o.thaw();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct mute_and_unmute {
  void mute(int id);
  void unmute(int id);
};
struct mute_and_unmute_user {
  mute_and_unmute o;
  task<> run_bad() {
    o.mute(7);
    co_await tick(); // expected-warning {{is never called}}
    o.unmute(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct show_and_hide {
  void show(int id);
  void hide(int id);
};
struct show_and_hide_user {
  show_and_hide o;
  task<> run_bad() {
    o.show(7);
    co_await tick(); // expected-warning {{is never called}}
    o.hide(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct hide_and_show {
  void hide(int id);
  void show(int id);
};
struct hide_and_show_user {
  hide_and_show o;
  task<> run_bad() {
    o.hide(7);
    co_await tick(); // expected-warning {{is never called}}
    o.show(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct link_and_unlink {
  void link(int id);
  void unlink(int id);
};
struct link_and_unlink_user {
  link_and_unlink o;
  task<> run_bad() {
    o.link(7);
    co_await tick(); // expected-warning {{is never called}}
    o.unlink(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct hook_and_unhook {
  void hook(int id);
  void unhook(int id);
};
struct hook_and_unhook_user {
  hook_and_unhook o;
  task<> run_bad() {
    o.hook(7);
    co_await tick(); // expected-warning {{is never called}}
    o.unhook(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct install_and_uninstall {
  void install(int id);
  void uninstall(int id);
};
struct install_and_uninstall_user {
  install_and_uninstall o;
  task<> run_bad() {
    o.install(7);
    co_await tick(); // expected-warning {{is never called}}
    o.uninstall(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct load_and_unload {
  void load(int id);
  void unload(int id);
};
struct load_and_unload_user {
  load_and_unload o;
  task<> run_bad() {
    o.load(7);
    co_await tick(); // expected-warning {{is never called}}
    o.unload(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct mask_and_unmask {
  void mask(int id);
  void unmask(int id);
};
struct mask_and_unmask_user {
  mask_and_unmask o;
  task<> run_bad() {
    o.mask(7);
    co_await tick(); // expected-warning {{is never called}}
    o.unmask(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct plug_and_unplug {
  void plug(int id);
  void unplug(int id);
};
struct plug_and_unplug_user {
  plug_and_unplug o;
  task<> run_bad() {
    o.plug(7);
    co_await tick(); // expected-warning {{is never called}}
    o.unplug(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct cork_and_uncork {
  void cork(int id);
  void uncork(int id);
};
struct cork_and_uncork_user {
  cork_and_uncork o;
  task<> run_bad() {
    o.cork(7);
    co_await tick(); // expected-warning {{is never called}}
    o.uncork(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct map_and_unmap {
  void map(int id);
  void unmap(int id);
};
struct map_and_unmap_user {
  map_and_unmap o;
  task<> run_bad() {
    o.map(7);
    co_await tick(); // expected-warning {{is never called}}
    o.unmap(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct arm_and_disarm {
  void arm(int id);
  void disarm(int id);
};
struct arm_and_disarm_user {
  arm_and_disarm o;
  task<> run_bad() {
    o.arm(7);
    co_await tick(); // expected-warning {{is never called}}
    o.disarm(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct engage_and_disengage {
  void engage(int id);
  void disengage(int id);
};
struct engage_and_disengage_user {
  engage_and_disengage o;
  task<> run_bad() {
    o.engage(7);
    co_await tick(); // expected-warning {{is never called}}
    o.disengage(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct schedule_and_unschedule {
  void schedule(int id);
  void unschedule(int id);
};
struct schedule_and_unschedule_user {
  schedule_and_unschedule o;
  task<> run_bad() {
    o.schedule(7);
    co_await tick(); // expected-warning {{is never called}}
    o.unschedule(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct schedule_and_deschedule {
  void schedule(int id);
  void deschedule(int id);
};
struct schedule_and_deschedule_user {
  schedule_and_deschedule o;
  task<> run_bad() {
    o.schedule(7);
    co_await tick(); // expected-warning {{is never called}}
    o.deschedule(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct set_mark_and_unset_mark {
  void set_mark(int id);
  void unset_mark(int id);
};
struct set_mark_and_unset_mark_user {
  set_mark_and_unset_mark o;
  task<> run_bad() {
    o.set_mark(7);
    co_await tick(); // expected-warning {{is never called}}
    o.unset_mark(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct raise_flag_and_lower_flag {
  void raise_flag(int id);
  void lower_flag(int id);
};
struct raise_flag_and_lower_flag_user {
  raise_flag_and_lower_flag o;
  task<> run_bad() {
    o.raise_flag(7);
    co_await tick(); // expected-warning {{is never called}}
    o.lower_flag(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct save_and_restore {
  void save(int id);
  void restore(int id);
};
struct save_and_restore_user {
  save_and_restore o;
  task<> run_bad() {
    o.save(7);
    co_await tick(); // expected-warning {{is never called}}
    o.restore(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct add_ref_and_release {
  void add_ref(int id);
  void release(int id);
};
struct add_ref_and_release_user {
  add_ref_and_release o;
  task<> run_bad() {
    o.add_ref(7);
    co_await tick(); // expected-warning {{is never called}}
    o.release(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct addref_and_release_ref {
  void addref(int id);
  void release_ref(int id);
};
struct addref_and_release_ref_user {
  addref_and_release_ref o;
  task<> run_bad() {
    o.addref(7);
    co_await tick(); // expected-warning {{is never called}}
    o.release_ref(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct add_ref_and_remove_ref {
  void add_ref(int id);
  void remove_ref(int id);
};
struct add_ref_and_remove_ref_user {
  add_ref_and_remove_ref o;
  task<> run_bad() {
    o.add_ref(7);
    co_await tick(); // expected-warning {{is never called}}
    o.remove_ref(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct add_and_sub {
  void add(int id);
  void sub(int id);
};
struct add_and_sub_user {
  add_and_sub o;
  task<> run_bad() {
    o.add(7);
    co_await tick(); // expected-warning {{is never called}}
    o.sub(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct increase_and_subtract {
  void increase(int id);
  void subtract(int id);
};
struct increase_and_subtract_user {
  increase_and_subtract o;
  task<> run_bad() {
    o.increase(7);
    co_await tick(); // expected-warning {{is never called}}
    o.subtract(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct increase_and_decrease {
  void increase(int id);
  void decrease(int id);
};
struct increase_and_decrease_user {
  increase_and_decrease o;
  task<> run_bad() {
    o.increase(7);
    co_await tick(); // expected-warning {{is never called}}
    o.decrease(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct push_scope_and_pop_scope {
  void push_scope(int id);
  void pop_scope(int id);
};
struct push_scope_and_pop_scope_user {
  push_scope_and_pop_scope o;
  task<> run_bad() {
    o.push_scope(7);
    co_await tick(); // expected-warning {{is never called}}
    o.pop_scope(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct push_context_and_pop_context {
  void push_context(int id);
  void pop_context(int id);
};
struct push_context_and_pop_context_user {
  push_context_and_pop_context o;
  task<> run_bad() {
    o.push_context(7);
    co_await tick(); // expected-warning {{is never called}}
    o.pop_context(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct push_state_and_pop_state {
  void push_state(int id);
  void pop_state(int id);
};
struct push_state_and_pop_state_user {
  push_state_and_pop_state o;
  task<> run_bad() {
    o.push_state(7);
    co_await tick(); // expected-warning {{is never called}}
    o.pop_state(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct push_level_and_pop_level {
  void push_level(int id);
  void pop_level(int id);
};
struct push_level_and_pop_level_user {
  push_level_and_pop_level o;
  task<> run_bad() {
    o.push_level(7);
    co_await tick(); // expected-warning {{is never called}}
    o.pop_level(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct push_layer_and_pop_layer {
  void push_layer(int id);
  void pop_layer(int id);
};
struct push_layer_and_pop_layer_user {
  push_layer_and_pop_layer o;
  task<> run_bad() {
    o.push_layer(7);
    co_await tick(); // expected-warning {{is never called}}
    o.pop_layer(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct push_style_and_pop_style {
  void push_style(int id);
  void pop_style(int id);
};
struct push_style_and_pop_style_user {
  push_style_and_pop_style o;
  task<> run_bad() {
    o.push_style(7);
    co_await tick(); // expected-warning {{is never called}}
    o.pop_style(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct push_clip_and_pop_clip {
  void push_clip(int id);
  void pop_clip(int id);
};
struct push_clip_and_pop_clip_user {
  push_clip_and_pop_clip o;
  task<> run_bad() {
    o.push_clip(7);
    co_await tick(); // expected-warning {{is never called}}
    o.pop_clip(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct push_matrix_and_pop_matrix {
  void push_matrix(int id);
  void pop_matrix(int id);
};
struct push_matrix_and_pop_matrix_user {
  push_matrix_and_pop_matrix o;
  task<> run_bad() {
    o.push_matrix(7);
    co_await tick(); // expected-warning {{is never called}}
    o.pop_matrix(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct push_prefix_and_pop_prefix {
  void push_prefix(int id);
  void pop_prefix(int id);
};
struct push_prefix_and_pop_prefix_user {
  push_prefix_and_pop_prefix o;
  task<> run_bad() {
    o.push_prefix(7);
    co_await tick(); // expected-warning {{is never called}}
    o.pop_prefix(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct push_override_and_pop_override {
  void push_override(int id);
  void pop_override(int id);
};
struct push_override_and_pop_override_user {
  push_override_and_pop_override o;
  task<> run_bad() {
    o.push_override(7);
    co_await tick(); // expected-warning {{is never called}}
    o.pop_override(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct activate_and_deactivate {
  void activate();
  void deactivate();
};
struct activate_and_deactivate_user {
  activate_and_deactivate o;
  task<> run_bad() {
    o.activate();
    co_await tick(); // expected-warning {{is never called}}
    o.deactivate();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct bind_and_unbind {
  void bind();
  void unbind();
};
struct bind_and_unbind_user {
  bind_and_unbind o;
  task<> run_bad() {
    o.bind();
    co_await tick(); // expected-warning {{is never called}}
    o.unbind();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct watch_and_unwatch {
  void watch(int id);
  void unwatch(int id);
};
struct watch_and_unwatch_user {
  watch_and_unwatch o;
  task<> run_bad() {
    o.watch(7);
    co_await tick(); // expected-warning {{is never called}}
    o.unwatch(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct track_and_untrack {
  void track(int id);
  void untrack(int id);
};
struct track_and_untrack_user {
  track_and_untrack o;
  task<> run_bad() {
    o.track(7);
    co_await tick(); // expected-warning {{is never called}}
    o.untrack(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct mark_busy_and_idle {
  void mark_busy();
  void mark_idle();
};
struct mark_busy_and_idle_user {
  mark_busy_and_idle o;
  task<> run_bad() {
    o.mark_busy();
    co_await tick(); // expected-warning {{is never called}}
    o.mark_idle();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct test_and_set_and_clear {
  bool test_and_set();
  void clear();
};
struct test_and_set_and_clear_user {
  test_and_set_and_clear o;
  task<> run_bad() {
    if (o.test_and_set())
      co_return;
    co_await tick(); // expected-warning {{is never called}}
    o.clear();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct mark_and_unmark {
  void mark(int id);
  void unmark(int id);
};
struct mark_and_unmark_user {
  mark_and_unmark o;
  task<> run_bad() {
    o.mark(7);
    co_await tick(); // expected-warning {{is never called}}
    o.unmark(7);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct begin_work_and_end_work {
  void begin_work();
  void end_work();
};
struct begin_work_and_end_work_user {
  begin_work_and_end_work o;
  task<> run_bad() {
    o.begin_work();
    co_await tick(); // expected-warning {{is never called}}
    o.end_work();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct start_work_and_stop_work {
  void start_work();
  void stop_work();
};
struct start_work_and_stop_work_user {
  start_work_and_stop_work o;
  task<> run_bad() {
    o.start_work();
    co_await tick(); // expected-warning {{is never called}}
    o.stop_work();
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct create_and_destroy {
  struct job;
  job *create_job();
  void destroy_job(job *);
  task<> run_bad() {
    job *held = create_job();
    co_await tick(); // expected-warning {{is never released}}
    destroy_job(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct make_and_free {
  struct job;
  job *make_job();
  void free_job(job *);
  task<> run_bad() {
    job *held = make_job();
    co_await tick(); // expected-warning {{is never released}}
    free_job(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct new_and_delete {
  struct job;
  job *new_job();
  void delete_job(job *);
  task<> run_bad() {
    job *held = new_job();
    co_await tick(); // expected-warning {{is never released}}
    delete_job(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct open_and_close_2 {
  struct job;
  job *open_job();
  void close_job(job *);
  task<> run_bad() {
    job *held = open_job();
    co_await tick(); // expected-warning {{is never released}}
    close_job(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct connect_and_disconnect_2 {
  struct job;
  job *connect_job();
  void disconnect_job(job *);
  task<> run_bad() {
    job *held = connect_job();
    co_await tick(); // expected-warning {{is never released}}
    disconnect_job(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct accept_and_free {
  struct job;
  job *accept_job();
  void free_job(job *);
  task<> run_bad() {
    job *held = accept_job();
    co_await tick(); // expected-warning {{is never released}}
    free_job(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct acquire_and_release_2 {
  struct job;
  job *acquire_job();
  void release_job(job *);
  task<> run_bad() {
    job *held = acquire_job();
    co_await tick(); // expected-warning {{is never released}}
    release_job(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct allocate_and_deallocate {
  struct job;
  job *allocate_job();
  void deallocate_job(job *);
  task<> run_bad() {
    job *held = allocate_job();
    co_await tick(); // expected-warning {{is never released}}
    deallocate_job(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct alloc_and_dealloc {
  struct job;
  job *alloc_job();
  void dealloc_job(job *);
  task<> run_bad() {
    job *held = alloc_job();
    co_await tick(); // expected-warning {{is never released}}
    dealloc_job(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct borrow_and_free {
  struct job;
  job *borrow_job();
  void free_job(job *);
  task<> run_bad() {
    job *held = borrow_job();
    co_await tick(); // expected-warning {{is never released}}
    free_job(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct checkout_and_give_back {
  struct job;
  job *checkout_job();
  void give_back_job(job *);
  task<> run_bad() {
    job *held = checkout_job();
    co_await tick(); // expected-warning {{is never released}}
    give_back_job(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct get_and_put_back {
  struct job;
  job *get_job();
  void put_back_job(job *);
  task<> run_bad() {
    job *held = get_job();
    co_await tick(); // expected-warning {{is never released}}
    put_back_job(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct lease_and_checkin {
  struct job;
  job *lease_job();
  void checkin_job(job *);
  task<> run_bad() {
    job *held = lease_job();
    co_await tick(); // expected-warning {{is never released}}
    checkin_job(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

//===-- what ends the life of what it is called on ------------------------------------===//

struct ends_by_close {
  void close();
};
task<> close_ok(ends_by_close &o) {
  co_await first(take(o), tick());
  o.close();
}

struct ends_by_shutdown {
  void shutdown();
};
task<> shutdown_ok(ends_by_shutdown &o) {
  co_await first(take(o), tick());
  o.shutdown();
}

struct ends_by_shut_down {
  void shut_down();
};
task<> shut_down_ok(ends_by_shut_down &o) {
  co_await first(take(o), tick());
  o.shut_down();
}

struct ends_by_disconnect {
  void disconnect();
};
task<> disconnect_ok(ends_by_disconnect &o) {
  co_await first(take(o), tick());
  o.disconnect();
}

struct ends_by_abort {
  void abort();
};
task<> abort_ok(ends_by_abort &o) {
  co_await first(take(o), tick());
  o.abort();
}

struct ends_by_terminate {
  void terminate();
};
task<> terminate_ok(ends_by_terminate &o) {
  co_await first(take(o), tick());
  o.terminate();
}

struct ends_by_kill {
  void kill();
};
task<> kill_ok(ends_by_kill &o) {
  co_await first(take(o), tick());
  o.kill();
}

struct ends_by_destroy {
  void destroy();
};
task<> destroy_ok(ends_by_destroy &o) {
  co_await first(take(o), tick());
  o.destroy();
}

struct ends_by_dispose {
  void dispose();
};
task<> dispose_ok(ends_by_dispose &o) {
  co_await first(take(o), tick());
  o.dispose();
}

struct ends_by_tear_down {
  void tear_down();
};
task<> tear_down_ok(ends_by_tear_down &o) {
  co_await first(take(o), tick());
  o.tear_down();
}

struct ends_by_teardown {
  void teardown();
};
task<> teardown_ok(ends_by_teardown &o) {
  co_await first(take(o), tick());
  o.teardown();
}

struct ends_by_hang_up {
  void hang_up();
};
task<> hang_up_ok(ends_by_hang_up &o) {
  co_await first(take(o), tick());
  o.hang_up();
}

struct ends_by_hangup {
  void hangup();
};
task<> hangup_ok(ends_by_hangup &o) {
  co_await first(take(o), tick());
  o.hangup();
}

struct ends_by_reset {
  void reset();
};
task<> reset_ok(ends_by_reset &o) {
  co_await first(take(o), tick());
  o.reset();
}

struct ends_by_stop {
  void stop();
};
task<> stop_ok(ends_by_stop &o) {
  co_await first(take(o), tick());
  o.stop();
}

struct ends_by_clean_up {
  void clean_up();
};
task<> clean_up_ok(ends_by_clean_up &o) {
  co_await first(take(o), tick());
  o.clean_up();
}

struct ends_by_cleanup {
  void cleanup();
};
task<> cleanup_ok(ends_by_cleanup &o) {
  co_await first(take(o), tick());
  o.cleanup();
}

struct ends_by_reconnect {
  void reconnect();
};
task<> reconnect_ok(ends_by_reconnect &o) {
  co_await first(take(o), tick());
  o.reconnect();
}

struct ends_by_restart {
  void restart();
};
task<> restart_ok(ends_by_restart &o) {
  co_await first(take(o), tick());
  o.restart();
}

struct ends_by_reopen {
  void reopen();
};
task<> reopen_ok(ends_by_reopen &o) {
  co_await first(take(o), tick());
  o.reopen();
}

struct ends_by_kick {
  void kick();
};
task<> kick_ok(ends_by_kick &o) {
  co_await first(take(o), tick());
  o.kick();
}

struct ends_by_bail_out {
  void bail_out();
};
task<> bail_out_ok(ends_by_bail_out &o) {
  co_await first(take(o), tick());
  o.bail_out();
}

struct ends_by_quit {
  void quit();
};
task<> quit_ok(ends_by_quit &o) {
  co_await first(take(o), tick());
  o.quit();
}


//===-- what a result says by its methods ------------------------------------------===//

struct wire {};

struct told_by_has_value {
  bool has_value() const;
  int value;
};
task<> told_by_has_value_bad(wire &w) {
  for (;;) {
    auto r = co_await entries::within<told_by_has_value>(take(w)); // expected-warning {{not safe to lose}}
    if (!r.has_value())
      continue;
    entries::use(r.value);
  }
}

struct told_by_hasvalue_ {
  bool hasValue() const;
  int value;
};
task<> told_by_hasvalue__bad(wire &w) {
  for (;;) {
    auto r = co_await entries::within<told_by_hasvalue_>(take(w)); // expected-warning {{not safe to lose}}
    if (!r.hasValue())
      continue;
    entries::use(r.value);
  }
}

struct told_by_is_ok {
  bool is_ok() const;
  int value;
};
task<> told_by_is_ok_bad(wire &w) {
  for (;;) {
    auto r = co_await entries::within<told_by_is_ok>(take(w)); // expected-warning {{not safe to lose}}
    if (!r.is_ok())
      continue;
    entries::use(r.value);
  }
}

struct told_by_isok_ {
  bool isOk() const;
  int value;
};
task<> told_by_isok__bad(wire &w) {
  for (;;) {
    auto r = co_await entries::within<told_by_isok_>(take(w)); // expected-warning {{not safe to lose}}
    if (!r.isOk())
      continue;
    entries::use(r.value);
  }
}

struct told_by_has_error {
  bool has_error() const;
  int value;
};
task<> told_by_has_error_bad(wire &w) {
  for (;;) {
    auto r = co_await entries::within<told_by_has_error>(take(w)); // expected-warning {{not safe to lose}}
    if (r.has_error())
      continue;
    entries::use(r.value);
  }
}

struct told_by_haserror_ {
  bool hasError() const;
  int value;
};
task<> told_by_haserror__bad(wire &w) {
  for (;;) {
    auto r = co_await entries::within<told_by_haserror_>(take(w)); // expected-warning {{not safe to lose}}
    if (r.hasError())
      continue;
    entries::use(r.value);
  }
}

struct told_by_is_error {
  bool is_error() const;
  int value;
};
task<> told_by_is_error_bad(wire &w) {
  for (;;) {
    auto r = co_await entries::within<told_by_is_error>(take(w)); // expected-warning {{not safe to lose}}
    if (r.is_error())
      continue;
    entries::use(r.value);
  }
}

struct told_by_iserror_ {
  bool isError() const;
  int value;
};
task<> told_by_iserror__bad(wire &w) {
  for (;;) {
    auto r = co_await entries::within<told_by_iserror_>(take(w)); // expected-warning {{not safe to lose}}
    if (r.isError())
      continue;
    entries::use(r.value);
  }
}

struct take_of_result {
  struct job;
  job *take();
  void give(job *);
  task<> run_bad() {
    job *held = take();
    co_await tick(); // expected-warning {{is never released}}
    give(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct rent_of_result {
  struct job;
  job *rent();
  void return_back(job *);
  task<> run_bad() {
    job *held = rent();
    co_await tick(); // expected-warning {{is never released}}
    return_back(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct lend_of_result {
  struct job;
  job *lend();
  void hand_back(job *);
  task<> run_bad() {
    job *held = lend();
    co_await tick(); // expected-warning {{is never released}}
    hand_back(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct obtain_of_result {
  struct job;
  job *obtain();
  void give_back(job *);
  task<> run_bad() {
    job *held = obtain();
    co_await tick(); // expected-warning {{is never released}}
    give_back(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct grab_of_result {
  struct job;
  job *grab();
  void recycle(job *);
  task<> run_bad() {
    job *held = grab();
    co_await tick(); // expected-warning {{is never released}}
    recycle(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct draw_of_result {
  struct job;
  job *draw();
  void put_back(job *);
  task<> run_bad() {
    job *held = draw();
    co_await tick(); // expected-warning {{is never released}}
    put_back(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct pop_of_result {
  struct job;
  job *pop();
  void push(job *);
  task<> run_bad() {
    job *held = pop();
    co_await tick(); // expected-warning {{is never released}}
    push(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct dequeue_of_result {
  struct job;
  job *dequeue();
  void enqueue(job *);
  task<> run_bad() {
    job *held = dequeue();
    co_await tick(); // expected-warning {{is never released}}
    enqueue(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct next_of_result {
  struct job;
  job *next();
  void free(job *);
  task<> run_bad() {
    job *held = next();
    co_await tick(); // expected-warning {{is never released}}
    free(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct claim_of_result {
  struct job;
  job *claim();
  void unclaim(job *);
  task<> run_bad() {
    job *held = claim();
    co_await tick(); // expected-warning {{is never released}}
    unclaim(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct reserve_of_result {
  struct job;
  job *reserve();
  void release(job *);
  task<> run_bad() {
    job *held = reserve();
    co_await tick(); // expected-warning {{is never released}}
    release(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct pop_back_and_push_back {
  std::vector<int> o;
  task<> run_bad() {
    int held = o.back();
    o.pop_back();
    co_await tick(); // expected-warning {{is never called}}
    o.push_back(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct pop_back_and_emplace_back {
  std::vector<int> o;
  task<> run_bad() {
    int held = o.back();
    o.pop_back();
    co_await tick(); // expected-warning {{is never called}}
    o.emplace_back(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct pop_front_and_push_front {
  std::deque<int> o;
  task<> run_bad() {
    int held = o.front();
    o.pop_front();
    co_await tick(); // expected-warning {{is never called}}
    o.push_front(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct pop_front_and_emplace_front {
  std::deque<int> o;
  task<> run_bad() {
    int held = o.front();
    o.pop_front();
    co_await tick(); // expected-warning {{is never called}}
    o.emplace_front(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct pop_and_push {
  std::stack<int> o;
  task<> run_bad() {
    int held = o.top();
    o.pop();
    co_await tick(); // expected-warning {{is never called}}
    o.push(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

struct pop_and_emplace {
  std::stack<int> o;
  task<> run_bad() {
    int held = o.top();
    o.pop();
    co_await tick(); // expected-warning {{is never called}}
    o.emplace(held);
  }
  task<> raced_ok() { co_await first(run_bad(), tick()); }
};

//===-- what starts a task ----------------------------------------------------------------===//

template <class T> task<> holds(const T &of) {
  co_await tick();
  entries::use(of.n);
}
struct held {
  int n;
};
held made();

void spawn(task<> work);
void by_spawn_bad() { spawn(holds(made())); } // expected-warning {{it runs on}}

void launch(task<> work);
void by_launch_bad() { launch(holds(made())); } // expected-warning {{it runs on}}

void detach(task<> work);
void by_detach_bad() { detach(holds(made())); } // expected-warning {{it runs on}}

void run_detached(task<> work);
void by_detached_bad() { run_detached(holds(made())); } // expected-warning {{it runs on}}

void fire_and_forget(task<> work);
void by_fire_and_forget_bad() { fire_and_forget(holds(made())); } // expected-warning {{it runs on}}

void schedule(task<> work);
void by_schedule_bad() { schedule(holds(made())); } // expected-warning {{it runs on}}

void submit(task<> work);
void by_submit_bad() { submit(holds(made())); } // expected-warning {{it runs on}}

void post(task<> work);
void by_post_bad() { post(holds(made())); } // expected-warning {{it runs on}}

void enqueue(task<> work);
void by_enqueue_bad() { enqueue(holds(made())); } // expected-warning {{it runs on}}

void create_task(task<> work);
void by_create_task_bad() { create_task(holds(made())); } // expected-warning {{it runs on}}

// Nothing says that it does not wait.
void run_all(task<> work);
void by_run_all_ok() { run_all(holds(made())); }

//===-- what waits for a task by blocking its thread -------------------------------===//

namespace own {
template <class T> T block_on(asio::awaitable<T> work);
template <class T> T sync_wait(asio::awaitable<T> work);
template <class T> T syncWait(asio::awaitable<T> work);
template <class T> T blocking_wait(asio::awaitable<T> work);
template <class T> T blockingWait(asio::awaitable<T> work);
template <class T> T sync_await(asio::awaitable<T> work);
template <class T> T syncAwait(asio::awaitable<T> work);
template <class T> T blockOn(asio::awaitable<T> work);
template <class T> T BlockOn(asio::awaitable<T> work);
template <class T> T SyncWait(asio::awaitable<T> work);
template <class T> T BlockingWait(asio::awaitable<T> work);
template <class T> T SyncAwait(asio::awaitable<T> work);
asio::awaitable<int> size();
}
task<> waits_on_its_thread_bad() {
  own::block_on(own::size()); // expected-warning {{blocks the thread}}
  own::sync_wait(own::size()); // expected-warning {{blocks the thread}}
  own::syncWait(own::size()); // expected-warning {{blocks the thread}}
  own::blocking_wait(own::size()); // expected-warning {{blocks the thread}}
  own::blockingWait(own::size()); // expected-warning {{blocks the thread}}
  own::sync_await(own::size()); // expected-warning {{blocks the thread}}
  own::syncAwait(own::size()); // expected-warning {{blocks the thread}}
  own::blockOn(own::size()); // expected-warning {{blocks the thread}}
  own::BlockOn(own::size()); // expected-warning {{blocks the thread}}
  own::SyncWait(own::size()); // expected-warning {{blocks the thread}}
  own::BlockingWait(own::size()); // expected-warning {{blocks the thread}}
  own::SyncAwait(own::size()); // expected-warning {{blocks the thread}}
  co_await tick();
}
void waits_in_main_ok() { own::block_on(own::size()); }
