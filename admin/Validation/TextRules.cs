using System.Text.RegularExpressions;

namespace OneLink.Admin.Validation;

/// <summary>What every text attribute keeps to, whichever face it came through.</summary>
internal static partial class TextRules
{
    /// <summary>In characters as people count code points.</summary>
    public const int LineLength = 255;

    public const int TextLength = 20_000;

    /// <summary>Adds an error where the text has more than <paramref name="maximum"/> characters.</summary>
    public static void Length(RecordErrors errors, string attribute, string? text, int maximum = LineLength)
    {
        // Cheap first: a text has at most as many characters as UTF-16 units.
        if (text?.Length > maximum && CodePoints(text) > maximum)
        {
            errors.TooLong(attribute, maximum);
        }
    }

    /// <summary>The text up to so many characters.</summary>
    public static string Beginning(string text, int maximum)
        => text.Length <= maximum ? text : string.Concat(text.EnumerateRunes().Take(maximum).Select(static rune => rune.ToString()));

    public static void Present(RecordErrors errors, string attribute, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            errors.Blank(attribute);
        }
    }

    public static bool IsEmail(string text) => text.Length <= LineLength && EmailPattern().IsMatch(text);

    /// <summary>E.164 with its plus.</summary>
    public static bool IsPhoneNumber(string text) => PhonePattern().IsMatch(text);

    /// <summary>An absolute http or https address.</summary>
    public static bool IsWebAddress(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0;

    private static int CodePoints(string text)
    {
        var count = 0;
        foreach (var unit in text)
        {
            count += char.IsLowSurrogate(unit) ? 0 : 1;
        }

        return count;
    }

    // One @, something without spaces on both sides, and in a domain of at least one label.
    [GeneratedRegex(@"\A[^@\s<>,;:""\\\[\]()]+@[A-Za-z0-9\u0080-\uffff](?:[A-Za-z0-9\u0080-\uffff.-]*[A-Za-z0-9\u0080-\uffff])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EmailPattern();

    [GeneratedRegex(@"\A\+[1-9][0-9]{1,14}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PhonePattern();
}
