"""The words around a figure: what rounds it, which way it went, what a sentence on data is otherwise made of."""

from __future__ import annotations

import re
from enum import Enum

from stat_tables.model.numerals import SPACES


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Other words for one of a label.
SAME_AS = {"vong": "chết", "mạng": "chết"}


class Word(Enum):
    """What stands before a figure: the true one is a little lower, a little higher, or near."""

    BELOW = "below"
    ABOVE = "above"
    NEAR = "near"


# Each at its longest; `chưa đầy 600.000` is below as `gần 600.000` is.
_BEFORE = {
    Word.BELOW: (
        "gần",
        "dưới ngưỡng",
        "dưới mốc",
        "dưới mức",
        "dưới",
        "chưa đầy",
        "chưa đến",
        "chưa tới",
        "không đến",
        "không đầy",
        "ngót nghét",
        "ngót",
    ),
    Word.ABOVE: (
        "hơn",
        "trên ngưỡng",
        "trên mốc",
        "trên mức",
        "trên",
        "qua ngưỡng",
        "qua mốc",
        "vượt ngưỡng",
        "vượt mốc",
        "vượt mức",
        "vượt qua",
        "vượt con số",
        "vượt",
        "quá",
    ),
    Word.NEAR: (
        "khoảng",
        "xấp xỉ",
        "suýt soát",
        "chừng",
        "cỡ",
        "ước khoảng",
        "ước chừng",
        "ước tính",
        "ước đạt",
        "ước",
    ),
}
WORDS = {text: word for word, texts in _BEFORE.items() for text in texts}
_SORTED = sorted(WORDS, key=len, reverse=True)
# `cao hơn 45.901 việc` compares, `hơn 45.901 việc` rounds.
_COMPARED = "(?<!cao )(?<!thấp )(?<!nhiều )(?<!ít )(?<!lớn )(?<!nhỏ )(?<!kém )(?<!đông )(?<!nhanh )(?<!chậm )"
BEFORE = rf"{_COMPARED}\b(?P<word>{'|'.join(text.replace(' ', f'[{SPACES}]+') for text in _SORTED)})"

_ADVERBS = (
    "thêm|được|tới|đến|khoảng|gần|hơn|trên|xấp xỉ|chừng|mạnh|nhẹ|nhanh|đều|bình quân|trung bình|tương ứng|tương đương|"
    "tổng cộng|ròng|đáng kể|tiếp|vọt|sâu|lần lượt|là|ở mức|với mức|ngót|dưới|quá|những|đúng|chỉ|cả"
)
_UP = "tăng thêm|tăng trưởng|tăng|mở rộng|cao hơn|nhiều hơn|lớn hơn|đông hơn|thêm|nhỉnh hơn"
_DOWN = "thu hẹp|giảm bớt|giảm sút|giảm đi|giảm|sụt|(?<!thâm )hụt|thấp hơn|ít hơn|nhỏ hơn|kém hơn|kém|bớt|mất đi"
# Right before the figure: it is the change itself.
CHANGE = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<any>chênh lệch|chênh nhau|chênh))(?:[ ]+(?:{_ADVERBS}))*[ ]*$"
)
# The same with what it is compared with in between: `cao hơn năm trước 5,01 điểm phần trăm`.
COMPARED = re.compile(
    rf"\b(?:(?P<up>{_UP}|hơn|vượt)|(?P<down>{_DOWN}))(?:[ ]+so)?(?:[ ]+với)?[ ]*(?P<base>[^,;:]{{2,60}}?)"
    rf"(?:[ ]+(?:{_ADVERBS}))*[ ]*$"
)
# The figure is what was reached: `tăng lên 1.372 đơn`, `giảm còn 90,7%`.
REACHED = re.compile(
    r"\b(?:(?P<up>tăng[ ]+(?:lên|đến|tới|còn|vọt lên|dần lên)|nâng lên|vươn lên)|"
    r"(?P<down>giảm[ ]+(?:xuống còn|xuống|còn|về)|"
    rf"rơi xuống|tụt xuống|xuống còn|chỉ còn))(?:[ ]+(?:{_ADVERBS}|mức|con số|thành))*[ ]*$"
)
# `tăng tới 31,11%`: what was reached, or how far it went.
FAR = re.compile(r"\b(?:tăng|giảm)[ ]+(?:tới|đến)(?:[ ]+(?:gần|hơn|khoảng|mức))*[ ]*$")
# The first of two: `tăng từ 46,45% lên 51,46%`.
FROM = re.compile(
    rf"\b(?:(?P<up>tăng|nâng|đi lên|cải thiện)|(?P<down>giảm|sụt|hạ|tụt))(?:[ ]+(?:{_ADVERBS}))*[ ]+từ"
    r"(?:[ ]+(?:mức|gần|hơn|khoảng))*[ ]*$"
)
# The same without a word that says which way: `5,01 điểm phần trăm, từ 46,45% lên 51,46%`.
BARE_FROM = re.compile(r"\btừ(?:[ ]+(?:mức|con số|chỗ|gần|hơn|khoảng))*[ ]*$")
ONWARDS = re.compile(r"^[^,;:]{0,60}?\b(?:(?P<up>lên)|(?P<down>xuống|còn)|đến|tới|thành)\b")
# Words of a difference, anywhere before it.
COMPARING = re.compile(
    r"\b(?:tăng|giảm|hơn|kém|thấp|chênh|cách|vượt|so với|đóng góp|điều chỉnh|nhích|lùi|mất|thêm|bớt|hụt)\b"
)
# `tỷ lệ là 83,5 điểm phần trăm`: a level.
IS = re.compile(r"\b(?:là|đạt|ở mức|đạt mức|chiếm|chiếm tỷ lệ|chiếm tỷ trọng)[ ]*$")
TIMES = re.compile(
    r"\b(?:gấp|cao gấp|nhiều gấp|bằng|tăng gấp|tăng)(?:[ ]+(?:hơn|gần|khoảng|tới|đến|trên|xấp xỉ))*[ ]*$"
)
ROUNDED_TIMES = re.compile(r"\b(?P<word>gần|hơn|khoảng|xấp xỉ|trên)[ ]+(?:tăng[ ]+)?gấp[ ]*$")
SHARE = re.compile(
    r"\b(?:chiếm|tương đương|bằng)(?:[ ]+(?:hơn|gần|khoảng|tới|đến|trên|xấp xỉ|tỷ|lệ|trọng|phần|là))*[ ]*$"
)
# Said again in another unit: `tăng 45.901 việc, tương đương 7,97%`, `tăng 45.901 việc (7,97%)`.
AGAIN = re.compile(
    r"^[ ,]*(?:(?:của|trong|ở|so với)?[ ]*(?:năm|quý|tháng|kỳ)[ ]+(?:trước|\S+)[ ,]*)?"
    r"(?:(?:\(|tương đương|tương ứng|tức là|tức|hay là|hay|bằng|hoặc|=)[ ]*)+(?:với|tăng|giảm|khoảng|gần|hơn|là)*[ ]*$"
)

MOVEMENT = re.compile(r"\b(?:tăng|giảm|chênh|hơn|kém|thêm|bớt)\b")
NEGATIVE = re.compile(r"\b(?:bội chi|chi(?: đã| lại| vẫn)? vượt thu|chi lớn hơn thu|thâm hụt|nhập siêu|lỗ|âm)\b")
POSITIVE = re.compile(r"\b(?:bội thu|thu(?: đã| lại| vẫn)? vượt chi|thu lớn hơn chi|thặng dư|xuất siêu|lãi|dương)\b")
# The same right before the figure.
SIGNED = re.compile(
    r"\b(?:bội chi|thâm hụt|nhập siêu|lỗ|bội thu|thặng dư|xuất siêu|lãi"
    r"|(?:thu|chi)(?: đã| lại| vẫn)? (?:vượt|lớn hơn) (?:chi|thu))"
    r"(?:[ ]+(?:là|ở mức|tới|đến|gần|hơn|khoảng))*[ ]*$"
)
PER = re.compile(r"\b(?:(?:bình quân|trung bình)[ ]+(?:mỗi|một)[ ]+(?!năm\b)[^\W\d]|cứ[ ]+(?:mỗi[ ]+)?\d)")
# `bình quân 6 người một tổ`.
AVERAGED = re.compile(r"\b(?:bình quân|trung bình)(?:[ ]+(?:là|có|gần|hơn|khoảng|đạt))*[ ]*$")
EACH = re.compile(r"[ ]*(?:/|(?:một|mỗi|trên một|trên mỗi)[ ])[ ]*[^\W\d]")
# `không nơi nào dưới 79%`: a line that is drawn, no figure.
NONE_OF_THEM = re.compile(r"\b(?:không|chưa|chẳng|không có)[ ][^,;:]*\bnào\b[^,;:]*$")
# `mười năm trước`, `ba tháng sau`: a period that only its distance tells.
_COUNT = "hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|chục|nhiều|mấy|vài|ít"
DISTANT = re.compile(rf"\b(?:\d+|{_COUNT})[ ]+(?:năm|tháng|quý|kỳ)[ ]+(?:trước|về trước|sau|tới|nữa)\b")
# What follows is a part of what the data tell of, or something else altogether.
PART = re.compile(
    r"\b(?:trong đó|trong số (?:này|đó|ấy)|phần còn lại|số còn lại|chưa kể|ngoài ra|mỗi (?!năm|tháng|quý|kỳ)[^\W\d]|"
    r"(?:đơn vị|cơ quan|địa phương|tỉnh|phòng|chi cục) (?:mình|này|nọ|ông|bà|tôi|chúng tôi))\b"
)
# `17 trong 18 vụ việc`, `1.187 trong tổng số 1.204 vụ`: of these.
OUT_OF = re.compile(
    r"\d(?:[ ]+[^\W\d]+){0,8}(?:[ ]*\([^()]{0,40}\))?[ ]+(?:trong|trên)(?:[ ]+(?:tổng|số|cả))*[ ]*$|\d[ ]*/[ ]*$"
)
# `trong 7.265 vụ thụ lý`: the whole, of which parts are told afterwards.
WHOLE_OF = re.compile(
    r"(?:^|[,;:][ ]*)trong(?:[ ]+(?:tổng|số|cả))*[ ]*$"
    r"|\b(?:toàn|cả)[ ]+(?:vùng|tỉnh|huyện|thành phố|thị xã|xã|ngành|khu vực)\b[^,;:]*$"
)
# `chiếm 75,2% tổng số khách đến Việt Nam, tăng 9,4%`: what a share is of is no more what the sentence tells of.
WHOLE_OF_SHARE = re.compile(
    r"(?:\b(?:chiếm|bằng)\b|=)[^,;:()\d]*\d[\d.,]*[ ]*(?:%|phần trăm)(?:(?!\bvà\b)[^,;:()\d])*$"
)
WITHIN = re.compile(r"\btrong (?:đó|số (?:này|đó|ấy))(?:[ ]+(?:có|là))*[ ]*$")
LEFT = re.compile(r"\bcòn(?:[ ]+(?:lại|tồn|là|tới|đến|gần|hơn))*[ ]*$")
# `của sáu huyện`, `cả năm tỉnh`: all rows, where the table has as many.
COUNTED_ROWS = re.compile(
    r"\b(?P<count>\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)[ ]+"
    r"(?:tỉnh|thành phố|địa phương|huyện|quận|xã|phường|vùng|khu vực|loại|nhóm|mặt hàng|lĩnh vực|cấp|đơn vị"
    r"|chủ đầu tư)\b"
)
# What has gathered up to a day, or is left in force: no figure of a period.
CUMULATED = re.compile(r"\b(?:luỹ kế|tích luỹ|còn hiệu lực|đến nay|kể từ|từ trước (?:đến|tới) nay)\b")
# The figure goes on about the one before it: `349.217 việc, giảm 1,8%`, `3.012 tỷ đồng, đạt 47,8%`.
GOES_ON = re.compile(
    r"[^,;:.()\d]{0,40}[ ]*[,(][ ]*(?:và[ ]+|nhưng[ ]+)?"
    r"(?:tăng|giảm|chiếm|bằng|đạt|tương đương|tương ứng|tỷ lệ|cao hơn|thấp hơn|nhiều hơn|ít hơn|vượt|gấp|hơn)\b"
    r"[^,;:.()\d]{0,40}"
)
DIRECTLY = re.compile(r"[ ]*[,(]?[ ]*(?:và[ ]+)?(?:tăng|giảm)[ ]+(?:gần|hơn|khoảng|trên)?[ ]*")
CLOSED_CHANGE = re.compile(r"[ ]*\)[ ]*,?[ ]*(?:đã[ ]+)?(?:tăng|giảm)[ ]+(?:gần|hơn|khoảng|trên)?[ ]*")
SHARE_FOLLOWS = re.compile(r"[ ]*[,(]?[ ]*(?:và[ ]+)?chiếm(?:[ ]+(?:tỷ lệ|tỷ trọng|gần|hơn|khoảng|trên))*[ ]*")
SHARE_TOLD = re.compile(r"\b(?:chiếm(?:[ ]+(?:tỷ lệ|tỷ trọng))?|đạt tỷ lệ)(?:[ ]+(?:là|gần|hơn|khoảng|trên))*[ ]*$")
LAST_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
FALLING = re.compile(r"\bgiảm\b[^\d]*$")
# Several things taken together.
TOGETHER = re.compile(r"\b(?:tổng cộng|cộng lại|cộng dồn|gộp lại|tính gộp|tất cả|cả thảy|tổng)\b[^,;:]*$")
# `tổng kế hoạch vốn của tỉnh`, where no row is named.
SUM_OF = re.compile(
    r"\b(?:tổng|toàn tỉnh|cả tỉnh|toàn thành phố|toàn huyện|toàn ngành)\b(?:[^,;:.()\d]|\d{1,2} tháng)*$"
)
ALL_OF = re.compile(r"(?<!trong )(?<!trên )\b(?:tổng|cộng)\b[^;:]*$")
ADDED = re.compile(r"\bthêm(?:[ ]+(?:được|tới|gần|hơn|khoảng))*[ ]*$")
ALONE = re.compile(r"\briêng\b(?:[ ]+(?:tại|ở|trong|với|đối với|năm|tỉnh|thành phố|tp\.?|cả|lĩnh vực|vùng))*[ ]*")
# Of a district, not of the province that is named beside it.
SMALLER_UNIT = re.compile(r"\b(?:quận|huyện|thị xã|thị trấn|phường|xã(?! hội)|chi cục)[ ]+[^\W\d]")
# What is not done yet is no part of what is.
UNDONE = word_set("chưa không tồn hoãn đình uỷ rút chuyển dở")
RESPECTIVELY = re.compile(r"\b(?:lần lượt|tương ứng|theo thứ tự)\b")
BASE = re.compile(
    r"(?:\bso với|\bso|\bhơn|\bvượt|\bkém|\bbằng|\bvới|\bcủa|\blần|\btừ mức)"
    r"(?:[ ]+(?:mức|số|cùng kỳ|của|ở|tại|tỉnh|thành phố|các|cả|vụ|mùa|đông xuân|hè thu|thu đông|cùng thời điểm))*[ ]*$"
)
# `đến bằng đường bộ`, `thanh toán bằng tiền mặt`: by what means, no comparison.
MEANS = re.compile(
    r"\b(?:đến|đi|về|sang|vào|chở|vận tải|vận chuyển|nhập cảnh|xuất cảnh|khách|hàng|gửi|giao|nộp|trả|thanh toán|chi"
    r"|thu|làm|xét xử|giải quyết)(?:[ ]+(?:nước ta|việt nam))?[ ]+bằng(?:[ ]+phương tiện)?[ ]*$"
)
IN_TIME = re.compile(r"[ ]*(?:trong|vào|hồi|ở)[ ]+")
# Right after a period that is compared with: what follows is its figure.
OF_BASE = re.compile(r"[ ]*(?:chỉ|mới|mức)?[ ]*(?:là|đạt|có|:)[ ]")
COMPARISON = re.compile(r"\b(?:so với|so)(?:[ ]+(?:mức|số|của|ở|tại|tỉnh|thành phố|cùng kỳ))*[ ]*$")
# `cao hơn mức chung cả nước`, `thấp hơn tỷ lệ của Đà Nẵng`.
LEVEL_OF = re.compile(
    r"\b(?:hơn|kém|bằng|so với)[ ]+(?:mức|tỷ lệ|con số|mặt bằng|số liệu|kết quả|bình quân|trung bình)"
    r"(?:[ ]+(?:chung|bình quân|trung bình))*(?:[ ]+(?:của|ở|tại))?(?:[ ]+(?:tỉnh|thành phố|tp\.?))?[ ]*$"
    r"|\b(?:hơn|kém|bằng|so với)[ ]+(?:của|ở|tại)(?:[ ]+(?:tỉnh|thành phố|tp\.?))?[ ]*$"
    r"|\b(?:bằng|gấp)[ ]+(?:gần[ ]+|hơn[ ]+|khoảng[ ]+)?(?:(?:một|hai|ba)[ ]+phần[ ]+\w+|một nửa|nửa|đôi|rưỡi)[ ]*$"
)
# What was wanted, not what was reached; and what holds for all: neither is the figure of the row that is named.
WANTED = re.compile(
    r"\b(?P<wanted>chỉ tiêu|mục tiêu|phấn đấu|dự kiến|dự toán|dự báo|kế hoạch|được giao|đề ra|đặt ra)\b[^;:]*$"
)
OF_ALL = re.compile(r"\b(?:mức|mặt bằng|tỷ lệ|bình quân|trung bình)[ ]+(?:chung|bình quân|của[ ]+(?:cả|toàn))\b")
COMMON_LEVEL = re.compile(r"\b(?:mức|mặt bằng|bình quân|trung bình)[ ]+(?:chung|bình quân|trung bình)(?:[ ]+là)?[ ]*$")

# `xếp sau Nghệ An`: of the other, too.
RANKED = re.compile(r"\b(?:xếp|đứng|theo|bám|ngay|chỉ)[ ]+(?:ngay[ ]+)?(?:sau|trước|trên|dưới)[ ]*$")
FROM_TO = re.compile(r"\b(?:từ|đến|tới|vào|sang|của|cho|ở|tại)[ ]+$")
# `tỷ lệ tăng 8,8%`
RATE_CHANGED = re.compile(r"\btỷ lệ\b[^,;:\d]{0,25}\b(?:tăng|giảm)(?:[ ]+(?:thêm|đến|tới|gần|hơn))*[ ]*$")
# `tăng 6,3% về khối lượng`: of what, where the figure itself does not tell.
OF_MEASURE = re.compile(r"[ ]*(?:cả[ ]+)?về[ ]+(?:số[ ]+)?(?P<measure>[^\W\d]+(?:[ ]+[^\W\d]+)?)")
# `chỉ số sản xuất công nghiệp tăng 13,2%`, beside a column of its value.
MEASURED = re.compile(
    r"(?:^|[,;:(][ ]*|\bvà[ ]+)(?:riêng|tổng)?[ ]*"
    r"(?P<measure>chỉ số|năng suất|diện tích|sản lượng|kim ngạch|doanh thu|khối lượng|lợi nhuận)\b[^,;:()]*$"
)
# Who says it: `thông tin từ TAND tỉnh cho biết, …`, `theo Sở Y tế, …`.
ATTRIBUTION = re.compile(
    r"\b(?:theo|thông tin từ|nguồn tin từ|báo cáo của|số liệu của|thống kê của)\b[^,;:\d]{0,80}?(?:cho biết|cho hay|,)"
)
# Right before a figure of what is compared with: `9.873 việc so với 12.640 việc`.
AGAINST = re.compile(r"\bso với(?:[ ]+(?:mức|con số|gần|hơn|khoảng))*[ ]*$")

# Between a figure and what it is about, when that follows: `83,86% năm 2024`, `59,36% về việc`, `104 người ở Đà Nẵng`.
FILLER = re.compile(
    r"^[ (]*(?:(?:về|của|ở|tại|trong|vào|cho|thuộc|số|là|trên|tính|đối với|phần|được|thi hành|giải quyết|xong|tỉnh|"
    r"thành phố|tp\.?|làm|bị|đã|cả|toàn|khu vực|vùng|kết quả|ghi nhận|hồi)[ ]+)*$"
)

# `theo giá so sánh năm 2010`: the year of prices, not of the figure.
PRICES = re.compile(r"\b(?:giá (?:so sánh|cố định|hiện hành)|năm gốc|gốc so sánh)(?:[ ]+(?:của|là))*[ ]*$")

# Words that any sentence on figures has; what else stands around a figure may say that it is about something else.
PLAIN = word_set(
    """
    a ai ấy bàn bản bao bằng bảng bị bộ bởi các cái cao cấp chỉ cho chung chúng con còn công cơ có cố cộng cùng cũng của
    dẫn dân do dù dự dưới đa đã đại đạt đang đầu đây đấy đến đều đi địa điều điểm đó đơn được đứng đương gần gấp ghi
    giờ hai hàng hầu hệ hết hiện hoàn hơn hợp kết khá khi khiến không khu kỳ là làm lại lần lên lệ lớn lúc lượng lượt mà
    mạnh mình mới mọi một mức mười nay này năm nên ngành nhanh nhất nhẹ nhì nhiều nhỏ như nhưng những nơi nước ở phần
    phố phương qua quả quan quản quý ra rằng rất riêng rồi sau sẽ so số sở sự ta tại tăng giảm tập tất tế tháng thành
    thấp theo thế thì thiện thống thời thông thứ thực tin tính tỉnh toàn tỷ tổng tới trăm trên trong trọng trung truyền
    trước trở tuy từ tức tương từng ứng và vào vẫn vậy về vị viên với vùng vực vừa vượt xã xảy xếp xong xuống ước ít
    hoá trị giá hành xử giải quyết kế hoạch chính phủ bước tích cực khả quan nỗ lực quyết liệt tốt khởi sắc đáng kể
    thuộc thu vì bởi sống sinh ngụ xấp xỉ khoảng chừng cỡ ngót ngoái liền kề qua thêm bớt lần lượt tiếp tục duy trì ổn
    định vươn chạm mốc luỹ
    báo cáo kê công bố cho biết nêu rõ số liệu nhận định đánh trên cơ đồng người tp thành phần đối lĩnh vực
    đón đáng chú ý
    sáu bảy tám chín ba bốn chục trăm nghìn triệu tỉ lẻ linh mươi rưỡi tiên hạng vài mấy chiếm
    """
)
