namespace OneLink.Analytics.Embedded.Statements;

/// <summary>What the host must know of an output format: its media type, and whether its chunks can be joined.</summary>
internal static class OutputFormat
{
    /// <summary>How chunks that were formatted one by one become one text.</summary>
    internal static ChunkJoin JoinOf(string format) => format switch
    {
        "TabSeparated" or "TSV" or "TabSeparatedRaw" or "TSVRaw" or "Raw" or "CSV" or "LineAsString"
            or "JSONEachRow" or "JSONLines" or "NDJSON" or "JSONCompactEachRow" or "JSONStringsEachRow" or "JSONCompactStringsEachRow"
            or "RowBinary" or "RawBLOB" or "Native" or "Null" => ChunkJoin.Append,
        "TabSeparatedWithNames" or "TSVWithNames" or "TabSeparatedRawWithNames" or "TSVRawWithNames"
            or "JSONCompactEachRowWithNames" or "JSONCompactStringsEachRowWithNames" => ChunkJoin.DropOneLine,
        "TabSeparatedWithNamesAndTypes" or "TSVWithNamesAndTypes" or "TabSeparatedRawWithNamesAndTypes" or "TSVRawWithNamesAndTypes"
            or "JSONCompactEachRowWithNamesAndTypes" or "JSONCompactStringsEachRowWithNamesAndTypes" => ChunkJoin.DropTwoLines,
        "CSVWithNames" => ChunkJoin.DropOneCsvLine,
        "CSVWithNamesAndTypes" => ChunkJoin.DropTwoCsvLines,
        "RowBinaryWithNames" => ChunkJoin.DropBinaryNames,
        "RowBinaryWithNamesAndTypes" => ChunkJoin.DropBinaryNamesAndTypes,
        _ => ChunkJoin.Impossible,
    };

    /// <summary>As a server answers.</summary>
    internal static string MediaTypeOf(string format)
    {
        if (format.Contains("EachRow", StringComparison.Ordinal) || format is "JSONLines" or "NDJSON")
        {
            return "application/x-ndjson; charset=UTF-8";
        }

        if (format.StartsWith("JSON", StringComparison.Ordinal))
        {
            return "application/json; charset=UTF-8";
        }

        if (format.StartsWith("CSV", StringComparison.Ordinal))
        {
            return format == "CSV" ? "text/csv; charset=UTF-8; header=absent" : "text/csv; charset=UTF-8; header=present";
        }

        if (format.StartsWith("TabSeparated", StringComparison.Ordinal) || format.StartsWith("TSV", StringComparison.Ordinal))
        {
            return "text/tab-separated-values; charset=UTF-8";
        }

        return format switch
        {
            "XML" => "application/xml; charset=UTF-8",
            "Markdown" => "text/markdown; charset=UTF-8",
            _ when format.StartsWith("RowBinary", StringComparison.Ordinal) => "application/octet-stream",
            "Native" or "Parquet" or "Arrow" or "ArrowStream" or "ORC" or "Avro" or "MsgPack" or "RawBLOB" or "Npy" => "application/octet-stream",
            _ => "text/plain; charset=UTF-8",
        };
    }
}
