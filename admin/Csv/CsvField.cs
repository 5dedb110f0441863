using System.Buffers;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Csv;

/// <summary>
/// A text in a CSV file (RFC 4180). Visitors choose some of them (a referrer, a UTM parameter), and spreadsheets run what
/// begins like a formula: such texts get an apostrophe in front (OWASP, "CSV Injection").
/// </summary>
internal static class CsvField
{
    private const char Guard = '\'';

    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public static string Of(string text)
    {
        var safe = IsGuarded(text) ? Guard + text : text;
        return safe.AsSpan().ContainsAny(Special) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    /// <summary>The text that <see cref="Of"/> was given, from the field without its quotation marks.</summary>
    public static string Unguarded(string field) => field.StartsWith(Guard) && IsGuarded(field[1..]) ? field[1..] : field;

    /// <summary>
    /// Apostrophes in front of a formula count too, so that the guard can be told from the text's own. A phone number is no
    /// formula: it runs nothing.
    /// </summary>
    private static bool IsGuarded(string text)
        => text.AsSpan().TrimStart(Guard) is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !TextRules.IsPhoneNumber(text.TrimStart(Guard));
}
