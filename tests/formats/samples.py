"""Files as CAT tools write them, composed for these tests."""

# ruff: noqa: E501 - the tools do not break lines

from __future__ import annotations

# Trados Studio: byte order mark, Windows line ends, comments and tags defined at the head, a unit
# of structure only, several segments in a unit, splitting across <g>, revision marks, a lock.
SDLXLIFF = (
    '\ufeff<?xml version="1.0" encoding="utf-8"?>'
    '<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" '
    'xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2" sdl:version="1.0">'
    '<doc-info xmlns="http://sdl.com/FileTypes/SdlXliff/1.0"><cmt-defs>'
    '<cmt-def id="7d0f6a52-0001-4000-8000-0000000000aa"><Comments>'
    '<Comment severity="Medium" user="Li" date="2024-03-05T09:12:44.1+08:00" version="1.0">'
    "核对会议室名称</Comment></Comments></cmt-def></cmt-defs></doc-info>\r\n"
    r'<file original="D:\jobs\通知.docx" datatype="x-sdlfilterframework2" '
    'source-language="zh-CN" target-language="en-US">'
    '<header><file-info xmlns="http://sdl.com/FileTypes/SdlXliff/1.0">'
    '<value key="SDL:FileId">f-1</value></file-info>'
    '<tag-defs xmlns="http://sdl.com/FileTypes/SdlXliff/1.0">'
    '<tag id="5"><bpt name="cf" seg-hint="Include">&lt;cf bold="True"&gt;</bpt>'
    "<bpt-props><value key=\"bold\">True</value></bpt-props><ept name='cf'>&lt;/cf&gt;</ept></tag>"
    '<tag id="9"><ph name="br">&lt;br/&gt;</ph></tag></tag-defs>'
    '<cxt-defs xmlns="http://sdl.com/FileTypes/SdlXliff/1.0">'
    '<cxt-def id="1" type="sdl:paragraph" code="P" name="Paragraph"/></cxt-defs></header><body>\r\n'
    '<trans-unit id="a1-structure" translate="no"><source><x id="0"/></source></trans-unit>\r\n'
    '<group><sdl:cxts><sdl:cxt id="1"/></sdl:cxts>'
    '<trans-unit id="b2"><source>会议室在<g id="5">三楼</g>。请带身份证。</source>'
    '<seg-source><mrk mtype="seg" mid="1">会议室在<g id="5">三楼</g>。</mrk>'
    '<mrk mtype="seg" mid="2">请带身份证。</mrk></seg-source>'
    '<target><mrk mtype="seg" mid="1"><mrk mtype="x-sdl-comment" '
    'sdl:cid="7d0f6a52-0001-4000-8000-0000000000aa">The meeting room</mrk> is on the '
    '<g id="5">third floor</g>.</mrk> <mrk mtype="seg" mid="2">Bring your '
    '<mrk mtype="x-sdl-deleted" sdl:revid="r1">old </mrk>'
    '<mrk mtype="x-sdl-added" sdl:revid="r2">identity </mrk>card.</mrk></target>'
    '<sdl:seg-defs><sdl:seg id="1" conf="Translated" origin="interactive">'
    '<sdl:value key="created_by">Li</sdl:value></sdl:seg>'
    '<sdl:seg id="2" conf="RejectedTranslation" origin="tm" percent="96"/></sdl:seg-defs>'
    "</trans-unit></group>\r\n"
    '<trans-unit id="c3"><source>第一行<x id="9"/>第二行</source>'
    '<seg-source><mrk mtype="seg" mid="3">第一行<x id="9"/>第二行</mrk></seg-source>'
    '<sdl:seg-defs><sdl:seg id="3"/></sdl:seg-defs></trans-unit>\r\n'
    '<trans-unit id="d4"><source>本通知自发布之日起施行。</source>'
    '<seg-source><mrk mtype="seg" mid="4">本通知自发布之日起施行。</mrk></seg-source>'
    '<target><mrk mtype="seg" mid="4">This notice takes effect today.</mrk></target>'
    '<sdl:seg-defs><sdl:seg id="4" conf="ApprovedSignOff" locked="true"/></sdl:seg-defs>'
    "</trans-unit>\r\n</body></file></xliff>"
)

# memoQ: two documents with the same ids, native codes in bpt, ept and ph, comments, a lock.
MQXLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:mq="MQXliff">
  <file original="first.docx" source-language="en-gb" target-language="zh-cn" datatype="x-docx">
    <header>
      <mq:docinformation><mq:versioninfos/></mq:docinformation>
    </header>
    <body>
      <trans-unit id="1" mq:status="ManuallyConfirmed" mq:segmentguid="0d1c">
        <source xml:space="preserve">Read <bpt id='1' ctype='bold'>{}</bpt>the plan<ept id='1'>{}</ept> first.</source>
        <target xml:space="preserve">先读<bpt id='1' ctype='bold'>{}</bpt>计划<ept id='1'>{}</ept>。</target>
        <mq:comments><mq:comment id="c1" creatoruser="wang" time="2024-01-01T00:00:00Z" deleted="false">请核对</mq:comment><mq:comment id="c2" deleted="true">作废</mq:comment></mq:comments>
      </trans-unit>
      <trans-unit id="2" mq:status="NotStarted">
        <source xml:space="preserve">Page <ph id="1">&lt;x id="7" /&gt;</ph> of 12</source>
        <target xml:space="preserve"/>
      </trans-unit>
      <trans-unit id="3" mq:status="Rejected" mq:locked="locked">
        <source xml:space="preserve">Not to be changed</source>
        <target xml:space="preserve">不得改动</target>
      </trans-unit>
    </body>
  </file>
  <file original="second.docx" source-language="en-gb" target-language="zh-cn" datatype="x-docx">
    <body>
      <trans-unit id="1" mq:status="Reviewer1Confirmed" mq:percent="100">
        <source xml:space="preserve">Open the window.</source>
        <target xml:space="preserve">打开窗户。</target>
      </trans-unit>
    </body>
  </file>
</xliff>
"""

# XLIFF 1.2 of some other tool: prefixed names, single quotes, a comment, nested tags.
XLIFF_12 = """<?xml version='1.0' encoding='UTF-8'?>
<x:xliff xmlns:x='urn:oasis:names:tc:xliff:document:1.2' version='1.2'>
<!-- exported > by hand -->
<x:file original='notice.html' source-language='en-US' target-language='zh-TW' datatype='html'><x:body>
<x:group id='g' translate='no'><x:trans-unit id='brand'><x:source>ACME</x:source><x:target>ACME</x:target></x:trans-unit></x:group>
<x:trans-unit id='t1' approved='no'>
  <x:source>See <x:g id='1'>the <x:g id='2'>new</x:g> rules</x:g> &amp; forms<x:x id='3'/>.</x:source>
  <x:target state='needs-review-translation'>參見<x:g id='1'><x:g id='2'>新</x:g>規則</x:g>和表格<x:x id='3'/>。</x:target>
  <x:note from='dev'>on the first page</x:note>
</x:trans-unit>
<x:trans-unit id='t2'>
  <x:source>Closed on <x:g id='4'>Sunday</x:g></x:source>
</x:trans-unit>
<x:trans-unit id='t3'><x:source>Click <x:bpt id='5'>&lt;b&gt;</x:bpt>here<x:ept id='5'>&lt;/b&gt;</x:ept><x:ph id='6'>&lt;img alt="<x:sub>logo</x:sub>"/&gt;</x:ph></x:source><x:target/></x:trans-unit>
</x:body></x:file>
</x:xliff>
"""

XLIFF_21 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="2.1" srcLang="zh-Hans" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:my="urn:example">
 <file id="f1" original="notice.md">
  <unit id="u1">
   <my:seen>yes</my:seen>
   <notes><note category="x">看上下文</note></notes>
   <originalData><data id="d1">**</data></originalData>
   <segment id="s1" state="translated" subState="my:draft">
    <source>请<pc id="1" dataRefStart="d1" dataRefEnd="d1">按时</pc>提交。</source>
    <target>Submit <pc id="1" dataRefStart="d1" dataRefEnd="d1">on time</pc>.</target>
   </segment>
   <ignorable><source> </source></ignorable>
   <segment id="s2">
    <source>逾期<ph id="2"/>不候<cp hex="0001"/>。</source>
   </segment>
  </unit>
  <unit id="u2" translate="no"><segment><source>编号</source><target>No.</target></segment></unit>
  <unit id="u3"><segment><source><sc id="9"/>附件<ec startRef="9"/></source></segment></unit>
 </file>
</xliff>
"""

PO = r"""# 项目说明
msgid ""
msgstr ""
"Language: zh_CN\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=1; plural=0;\n"

# 菜单里
#. in the main menu
#: window.c:12
#, c-format, fuzzy
#| msgid "Open it"
msgctxt "menu"
msgid "Open \"%s\""
msgstr ""
"打开"
"“%s”"

msgid "Close\n"
msgstr ""

msgctxt "menu"
msgid "Help"
msgstr "帮助"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d 个文件"

#~ msgid "Gone"
#~ msgstr "不再使用"
"""
SAMPLES = {
    "sdlxliff": SDLXLIFF,
    "mqxliff": MQXLIFF,
    "xliff": XLIFF_12,
    "xliff2": XLIFF_21,
    "po": PO,
}
# How the units of each are called.
UNITS = {
    "sdlxliff": ["b2/1", "b2/2", "c3/3", "d4/4"],
    "mqxliff": ["1", "2", "3", "second.docx:1"],
    "xliff": ["brand", "t1", "t2", "t3"],
    "xliff2": ["u1/s1", "u1/s2", "u2", "u3"],
    "po": ["menu#1", "#2", "menu#3", "#4"],
}
