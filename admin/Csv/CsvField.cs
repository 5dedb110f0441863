using System.Buffers;

namespace OneLink.Admin.Csv;

/// <summary>
/// A text in a CSV file (RFC 4180). Visitors choose some of them (a referrer, a UTM parameter), and spreadsheets run what
/// begins like a formula: such texts get an apostrophe in front (OWASP, "CSV Injection").
/// </summary>
internal static class CsvField
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public static string Of(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
        return safe.AsSpan().ContainsAny(Special) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
