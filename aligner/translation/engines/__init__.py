"""The engines, one module each; ``ENGINES`` names them without importing any."""

# name -> "module:attribute"; each is made from EngineOptions (see options.py).
ENGINES = {
    "seq2seq": "aligner.translation.engines.seq2seq:Seq2SeqEngine",
    "ctranslate2": "aligner.translation.engines.ctranslate2:CTranslate2Engine",
    "chat": "aligner.translation.engines.chat:ChatEngine",
    "memory": "aligner.translation.engines.memory:MemoryEngine",
}
