namespace OneLink.Analytics.Embedded.Statements;

/// <summary>
/// How the chunks of a streamed result become one text. The engine formats each chunk as if it were the whole result, so
/// that formats with names repeat them, and those with a frame around all rows cannot be joined.
/// </summary>
internal enum ChunkJoin
{
    Impossible,
    Append,
    DropOneLine,
    DropTwoLines,
    DropOneCsvLine,
    DropTwoCsvLines,
    DropBinaryNames,
    DropBinaryNamesAndTypes,
}
