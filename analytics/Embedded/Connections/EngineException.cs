using System.Globalization;

namespace OneLink.Analytics.Embedded.Connections;

/// <summary>A statement failed; the message is in ClickHouse's form, <c>Code: 60. DB::Exception: … (UNKNOWN_TABLE)</c>.</summary>
internal sealed class EngineException : Exception
{
    private const string Prefix = "Code: ";

    private EngineException(int code, string message)
        : base(message) => Code = code;

    internal int Code { get; }

    /// <summary>An error that the engine reported.</summary>
    internal static EngineException Reported(string text)
    {
        var start = text.IndexOf(Prefix, StringComparison.Ordinal);
        if (start < 0)
        {
            return Of(EngineError.UnknownException, text);
        }

        // A stack or a "while …" may come first; clients expect the code at the start.
        text = text[start..].TrimEnd();
        var end = text.AsSpan(Prefix.Length).IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? text.AsSpan(Prefix.Length) : text.AsSpan(Prefix.Length, end);
        return new EngineException(int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : EngineError.UnknownException.Code, text);
    }

    /// <summary>An error that the host found, in the form and with the code that a server gives it.</summary>
    internal static EngineException Of(EngineError error, string text) =>
        new(error.Code, $"{Prefix}{error.Code}. DB::Exception: {text} ({error.Name})");
}
