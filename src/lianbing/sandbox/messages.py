"""What learners read when their code gave no value."""

from __future__ import annotations

from lianbing.sandbox.program import FaultKind

MALFORMED = "代码写坏了交回结果的通道，没有结果：去掉直接操作文件描述符的语句，用 return 返回"

CUT = {
    "wall": (FaultKind.TIME, "运行超时，已停止：检查有没有不会结束的循环或等待"),
    "cpu": (FaultKind.TIME, "计算时间超过上限，已停止：检查有没有不会结束的循环，换更快的算法"),
    "memory": (FaultKind.MEMORY, "内存不够，已停止：不要一次造出太大的数据"),
    "output": (FaultKind.OUTPUT, "打印的内容太多，已停止：去掉循环里的 print"),
    "result-size": (FaultKind.RESULT, "返回的结果太大：只返回题目要的内容"),
    "scratch": (FaultKind.SCRATCH, "写的文件太大或太多，已停止：答题不需要写文件"),
    "crashed": (FaultKind.ENDED, "代码让解释器崩溃了，没有结果：检查有没有无穷递归"),
    "exit": (FaultKind.ENDED, "代码自己退出了，没有返回结果：去掉 exit、sys.exit 和 os._exit，用 return 返回"),
    "no-function": (FaultKind.NO_FUNCTION, "没有找到题目要求的函数：函数名要与题目一致"),
    "killed": (FaultKind.SANDBOX, "这台机器停掉了运行中的代码（多半是内存不足），没有结果：腾出内存后再判一次"),
    "broken": (FaultKind.SANDBOX, "沙箱中途停了，没有结果：再判一次；还是这样，运行 lianbing doctor 查看"),
}

_UNUSABLE = {
    "large": "返回的结果太大：只返回题目要的内容",
    "deep": "返回的结果嵌套太深：返回数、文字、列表、字典或表格",
    "infinite": "返回的结果里有无穷大：检查有没有除以零",
}


_PARTS = {"large": "太大的数据", "deep": "嵌套太深的数据", "infinite": "无穷大（检查有没有除以零）"}


def part(why: str, kind: str) -> str:
    """What stands where a value could not leave."""
    return _PARTS.get(why) or f"{kind or '未知'} 类型的对象"


def syntax_error(line: int, text: str) -> str:
    """The code can't be read."""
    return f"{_place(line)}语法错误{_sentence(text)}"


def exception(line: int, kind: str, text: str) -> str:
    """The code raised."""
    hint = "。判分时不能联网、开进程，也不能读写别处的文件" if kind == "PermissionError" else ""
    return f"{_place(line)}运行出错：{kind or '未知的错误'}{_sentence(text)}{hint}"


def unusable(why: str, kind: str) -> str:
    """The function returned something that is no data."""
    return _UNUSABLE.get(why) or f"返回了 {kind or '未知类型'} 类型的对象：改为返回数、文字、列表、字典或表格"


def _place(line: int) -> str:
    return f"第 {line} 行" if line else "代码"


def _sentence(text: str) -> str:
    return f"（{text}）" if text else ""
