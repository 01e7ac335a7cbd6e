"""click's words in Chinese: usage, headings of the help, and what is wrong with a call."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click


class Command(click.Command):
    """A command whose help speaks Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the usage line."""
        _usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the options."""
        _options(self, ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option ``--help`` with a Chinese line."""
        return _help_option(super().get_help_option(ctx))


class ChineseGroup(click.Group):
    """A group of commands whose help speaks Chinese."""

    command_class = Command
    group_class = type

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the usage line."""
        _usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the options, then the commands."""
        _options(self, ctx, formatter)
        rows = [(name, command.get_short_help_str(60)) for name, command in sorted(self.commands.items())]
        if rows:
            with formatter.section("命令"):
                formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option ``--help`` with a Chinese line."""
        return _help_option(super().get_help_option(ctx))


def _usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    words = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 [参数]…"}
    pieces = [words.get(piece, piece) for piece in command.collect_usage_pieces(ctx)]
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="用法：")


def _options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    records = [param.get_help_record(ctx) for param in command.get_params(ctx)]
    rows = [(name, _required(text)) for name, text in filter(None, records)]
    if rows:
        with formatter.section("选项"):
            formatter.write_dl(rows)


def _required(text: str) -> str:
    return text.replace("[required]", "（必须写）").replace("; required]", "]（必须写）")


def _name(error: click.BadParameter) -> str:
    if not (error.param and error.ctx):
        return "参数"
    options = [name for name in error.param.opts if name.startswith("-")]
    return " ".join([*options[-1:], error.param.make_metavar(error.ctx)])


def _given(error: click.BadParameter) -> str:
    quoted = re.search("'(.*)'", error.message)
    return quoted[1] if quoted else ""


def _wanted(error: click.BadParameter) -> str:
    match error.param.type if error.param else None:
        case click.Choice(choices=choices):
            return f"要是 {'、'.join(map(str, choices))} 之一"
        case click.IntRange(min=least, max=None):
            return f"要是不小于 {least} 的整数"
        case click.IntRange(min=least, max=most):
            return f"要是 {least} 到 {most} 的整数"
    return f"没有“{_given(error)}”，或者它不是要的那种文件"


def _unknown_option(error: click.NoSuchOption) -> str:
    name = error.option_name
    everywhere = error.ctx.find_root().command.params if error.ctx else []
    if any(name in parameter.opts for parameter in everywhere):
        return f"{name} 要写在命令前面：lianbing {name} … 命令"
    return f"没有选项 {name}{_near(error.possibilities or [])}"


def _near(names: Sequence[str]) -> str:
    return f"，是不是 {'、'.join(names)}？" if names else ""


def _help_option(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "显示这份帮助"
    return option


def complaint(error: click.ClickException) -> str:
    """What is wrong with the call, and where the help is."""
    path = getattr(error, "ctx", None)
    command = path.command_path if path else "lianbing"
    return f"{_sentence(error)}\n查看用法：{command} --help"


def _sentence(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            return _unknown_option(error)
        case click.BadOptionUsage():
            if "does not take a value" in error.message:
                return f"选项 {error.option_name} 不带值"
            return f"选项 {error.option_name} 要带一个值"
        case click.MissingParameter():
            return f"少了 {_name(error)}"
        case click.BadParameter():
            return f"{_name(error)} 的值不对：{_wanted(error)}"
    message = error.format_message()
    if message.startswith("No such command"):
        named: list[str] = re.findall("'(.*?)'", message)
        return f"没有命令 {named[0]}{_near(named[1:])}"
    if message.startswith("Missing command"):
        return "要写一个命令"
    if message.startswith("Got unexpected extra argument"):
        return f"多了参数{message[message.find('(') :].rstrip('.')}"
    return message
