"""corosafe for Bazel: facts of each C++ source as an action of its own, linked per target.

WORKSPACE:

    local_repository(name = "corosafe_rules", path = "/usr/share/corosafe/bazel")
    load("@corosafe_rules//:corosafe.bzl", "corosafe_toolchain")
    corosafe_toolchain(name = "corosafe", path = "/usr/bin/corosafe")

then

    bazel build //... --aspects=@corosafe_rules//:corosafe.bzl%corosafe --output_groups=corosafe

leaves <target>.corosafe.json (or .sarif, see corosafe_sarif) next to each target's outputs. Bazel caches and
distributes the extractions as it does compilations: after an edit, one source is described again and its target linked.
"""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "CPP_COMPILE_ACTION_NAME")
load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

CorosafeInfo = provider(
    doc = "What the sources of a target and of all it depends on do.",
    fields = {"facts": "depset of the files that `corosafe extract` wrote"},
)

_EXTENSIONS = ["cc", "cpp", "cxx", "c++", "C"]

def _flags(ctx, target):
    """The compiler's flags for a source of this target, without its warnings."""
    toolchain = find_cpp_toolchain(ctx)
    features = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features,
    )
    context = target[CcInfo].compilation_context
    variables = cc_common.create_compile_variables(
        feature_configuration = features,
        cc_toolchain = toolchain,
        user_compile_flags = ctx.fragments.cpp.cxxopts + ctx.fragments.cpp.copts + getattr(ctx.rule.attr, "copts", []),
        include_directories = context.includes,
        quote_include_directories = context.quote_includes,
        system_include_directories = context.system_includes,
        preprocessor_defines = depset(transitive = [context.defines, context.local_defines]),
    )
    all = cc_common.get_memory_inefficient_command_line(
        feature_configuration = features,
        action_name = CPP_COMPILE_ACTION_NAME,
        variables = variables,
    )
    return [flag for flag in all if not flag.startswith("-W") and flag not in ["-c", "-MD"]], toolchain

def _corosafe_impl(target, ctx):
    below = [dep[CorosafeInfo].facts for dep in getattr(ctx.rule.attr, "deps", []) if CorosafeInfo in dep]
    if CcInfo not in target:
        return [CorosafeInfo(facts = depset(transitive = below))]
    sources = [
        file
        for label in getattr(ctx.rule.attr, "srcs", [])
        for file in label.files.to_list()
        if file.extension in _EXTENSIONS
    ]
    facts = []
    if sources:
        flags, toolchain = _flags(ctx, target)
        for source in sources:
            output = ctx.actions.declare_file("{}.corosafe/{}.facts".format(ctx.label.name, source.short_path.replace("/", "_")))
            facts.append(output)
            arguments = ctx.actions.args()
            arguments.add_all(["extract", source.path, "--prefix-map=.=", "--output=" + output.path, "--"])
            arguments.add_all(flags)
            ctx.actions.run(
                mnemonic = "CorosafeExtract",
                progress_message = "corosafe: describing %s" % source.short_path,
                executable = ctx.executable._corosafe,
                arguments = [arguments],
                inputs = depset([source], transitive = [target[CcInfo].compilation_context.headers, toolchain.all_files]),
                outputs = [output],
            )
    all = depset(facts, transitive = below)
    if not sources:
        return [CorosafeInfo(facts = all)]
    report = ctx.actions.declare_file("{}.corosafe.{}".format(ctx.label.name, ctx.attr._format))
    arguments = ctx.actions.args()
    arguments.use_param_file("@%s", use_always = True)
    arguments.set_param_file_format("multiline")
    arguments.add_all(all)
    ctx.actions.run_shell(
        mnemonic = "CorosafeLink",
        progress_message = "corosafe: linking %s" % ctx.label,
        # Findings are no failure of the build: the report is there to be read.
        command = "%s link --format=%s --output=%s \"$@\" || [ $? -eq 1 ]" % (ctx.executable._corosafe.path, ctx.attr._format, report.path),
        arguments = [arguments],
        tools = [ctx.executable._corosafe],
        # Comments that silence findings are read from the sources.
        inputs = depset(sources, transitive = [all, target[CcInfo].compilation_context.headers]),
        outputs = [report],
    )
    return [CorosafeInfo(facts = all), OutputGroupInfo(corosafe = depset([report]))]

def _aspect(format):
    return aspect(
        implementation = _corosafe_impl,
        attr_aspects = ["deps"],
        attrs = {
            "_corosafe": attr.label(default = "@corosafe//:corosafe", executable = True, cfg = "host", allow_single_file = True),
            "_cc_toolchain": attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
            "_format": attr.string(default = format),
        },
        fragments = ["cpp"],
        toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
    )

corosafe = _aspect("json")
corosafe_sarif = _aspect("sarif")

def _toolchain_impl(repository):
    repository.symlink(repository.attr.path, "corosafe")
    repository.file("BUILD.bazel", "exports_files([\"corosafe\"], visibility = [\"//visibility:public\"])\n")

corosafe_toolchain = repository_rule(
    implementation = _toolchain_impl,
    doc = "The corosafe that is installed on this machine.",
    attrs = {"path": attr.string(mandatory = True, doc = "Absolute path of the command.")},
)
