"""What others say in English, put into Ukrainian: readers of sounds, pictures and models, the parser, the system."""

import re

_SAID = (
    # media: what a file is not
    (r"the file is empty", "файл порожній"),
    (r"not an Ogg file, whatever it is called", "хоч як названо, це не файл Ogg"),
    (r"not a WAV file, whatever it is called", "хоч як названо, це не файл WAV"),
    (r"not a PNG, whatever it is called", "хоч як названо, це не PNG"),
    (r"not a JPEG, whatever it is called", "хоч як названо, це не JPEG"),
    (r"not a binary glTF, whatever it is called", "хоч як названо, це не двійковий glTF"),
    (r"glTF of another version", "glTF іншої версії"),
    (r"neither Vorbis nor Opus inside", "усередині ні Vorbis, ні Opus"),
    (r"(\w+) inside “(\S+)” cannot be played", "{0} усередині «{1}» відтворити не можна"),
    (r"“(\S+)” files are not taken here", "файлів «{0}» тут не беруть"),
    (r"a file without an ending is not taken here", "файлів без розширення тут не беруть"),
    (r"not plain PCM inside \(format (\d+), (\d+) bits\)", "усередині не простий PCM (формат {0}, {1} біт)"),
    (r"a JPEG of a kind that is not taken, or damaged", "JPEG такого виду не беруть, або його пошкоджено"),
    # media: damage
    (r"the file ends before the sound does", "файл закінчується раніше за звук"),
    (r"the file ends before the picture does", "файл закінчується раніше за зображення"),
    (r"the file ends before the model does", "файл закінчується раніше за модель"),
    (r"a piece of the file is missing or broken", "частини файлу бракує, або її пошкоджено"),
    (r"the header is damaged", "заголовок файлу пошкоджено"),
    (r"the (PNG|Vorbis|Opus) header is damaged", "заголовок {0} пошкоджено"),
    (r"the header contradicts itself", "заголовок файлу суперечить сам собі"),
    (r"the header claims more sound than the file holds", "заголовок обіцяє більше звуку, ніж є у файлі"),
    (r"the sound comes before its format", "звук стоїть раніше за свій формат"),
    (r"its description is damaged", "її опис пошкоджено"),
    (r"built like no sound", "звукових файлів так не будують"),
    (r"cannot be decoded", "не розкодовується"),
    # media: too much, too little
    (r"there is no sound in this file", "у цьому файлі немає звуку"),
    (r"the picture has no size", "зображення не має розміру"),
    (r"several streams in one file", "в одному файлі кілька потоків"),
    (r"it names another file", "вона посилається на інший файл"),
    (r"(\d+×\d+) pixels", "{0} пікселів"),
    (r"(\d+) vertices", "вершин: {0}"),
    (r"(\d+) channels", "каналів: {0}"),
    (r"(\d+) samples a second", "відліків за секунду: {0}"),
    (r"(\d+) minutes long", "триває {0} хв"),
    (r"(\d+) MB", "{0} МБ"),
    # media: where it lies
    (r"the path leads out of (\S+)", "шлях веде за межі {0}"),
    (r"this is no file name", "це не назва файлу"),
    (r"this is not a path that can be followed", "цим шляхом пройти не можна"),
    (r"not a path inside the content", "це не шлях усередині вмісту"),
    (r"Windows keeps this name for a device", "цю назву Windows лишає для пристрою"),
    (r"is not there \((.+)\)", "файлу немає ({0})"),
    (r"is not a file \((.+)\)", "це не файл ({0})"),
    (r"cannot be read \((.+)\)", "не читається ({0})"),
    # media: what to do
    (r"copy or export it again", "скопіюйте або експортуйте його ще раз"),
    (r"export it again", "експортуйте його ще раз"),
    (r"record it again", "запишіть його ще раз"),
    (r"export it as WAV \(PCM\) or Opus", "експортуйте його як WAV (PCM) або Opus"),
    (r"export it as one \.glb that holds everything", "експортуйте її одним .glb, у якому є все"),
    (r"export it as a plain JPEG", "експортуйте його як простий JPEG"),
    (r"export it as 16-bit PCM", "експортуйте його як 16-бітний PCM"),
    (r"export it as (.+)", "експортуйте його як {0}"),
    (r"rename it to “(\S+)”", "перейменуйте на «{0}»"),
    (r"use one of: (.+)", "беруть такі: {0}"),
    (r"export the sound alone", "експортуйте сам звук"),
    (r"save it as mono \(narration\) or stereo", "збережіть його як моно (голос) або стерео"),
    (r"save it at (\d+) Hz", "збережіть його з частотою {0} Гц"),
    (r"keep it under (\d+) minutes", "зробіть його коротшим за {0} хв"),
    (r"no side may be over (\d+): make it smaller", "сторона може мати щонайбільше {0}: зменште його"),
    (r"no model may have over (\d+): make it simpler", "вершин може бути щонайбільше {0}: спростіть модель"),
    (r"no file may be over (\d+) MB", "файл може мати щонайбільше {0} МБ"),
    (r"keep every file inside the content", "тримайте всі файли всередині вмісту"),
    (r"name the file plainly", "назвіть файл просто"),
    (r"choose another name", "оберіть іншу назву"),
    (r"write it with “/”, as in (.+)", "пишіть його через «/», наприклад {0}"),
    (r"check the name and the folder", "перевірте назву й теку"),
    (r"check the file's permissions", "перевірте, чи дозволено файл читати"),
    # the system
    (r"Permission denied", "доступ заборонено"),
    (r"Not a directory", "на шляху до нього стоїть не тека"),
    (r"Is a directory", "це тека"),
    (r"File name too long", "назва задовга"),
    (r"Too many levels of symbolic links", "посилання ведуть по колу"),
    (r"Input/output error", "диск не відповідає"),
    (r"embedded null byte", "у назві є нульовий знак"),
    (r"not a regular file", "це не звичайний файл"),
    # the parser
    (r"did not find expected comment or line break", "після знака блоку в рядку є ще щось"),
    (r"expected a comment or a line break, but found '(.)'", "після знака блоку стоїть «{0}»"),
)
_PATTERNS = tuple((re.compile(said), told) for said, told in _SAID)


def borrowed(words: str) -> str:
    """Return ``words`` in Ukrainian; as they are where nobody has put them into it."""
    for pattern, told in _PATTERNS:
        found = pattern.fullmatch(words)
        if found:
            return told.format(*map(borrowed, found.groups()))
    return words
