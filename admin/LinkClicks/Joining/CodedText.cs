using OneLink.Shared.Clicks;

namespace OneLink.Admin.LinkClicks.Joining;

/// <summary>A first message as it came, and the code of a click in it (<see cref="Shared.DeepLinks.ChatAddress"/>).</summary>
/// <param name="Text">Without the code.</param>
/// <param name="Code">As <see cref="ClickCode"/> writes it.</param>
internal readonly record struct CodedText(string Text, string Code)
{
    /// <summary>What somebody says who sends the code alone: nothing, in a friendly way.</summary>
    private const string Wave = "👋";

    private const char Mark = '#';

    /// <summary>What Telegram sends for a person who starts a bot.</summary>
    private const string Start = "/start";

    /// <summary>Looks for a code: behind a mark anywhere in the text, or at the end of what starts a bot.</summary>
    /// <returns>Null where there is none.</returns>
    public static CodedText? Find(string text)
    {
        if (text.StartsWith(Start + " ", StringComparison.Ordinal) && OfParameter(text[(Start.Length + 1)..]) is var (rest, started))
        {
            return new CodedText(rest.Length == 0 ? Start : $"{Start} {rest}", started);
        }

        for (var at = text.IndexOf(Mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Mark, at + 1))
        {
            var end = at + 1 + ClickCode.Length;
            if (end <= text.Length && (end == text.Length || !char.IsLetterOrDigit(text[end])) && ClickCode.TryRead(text.AsSpan(at + 1, ClickCode.Length), out _, out _))
            {
                var without = string.Concat(text.AsSpan(0, at).TrimEnd(' '), text.AsSpan(end));
                return new CodedText(string.IsNullOrWhiteSpace(without) ? Wave : without.TrimStart(' '), text.Substring(at + 1, ClickCode.Length));
            }
        }

        return null;
    }

    /// <summary>The code at the end of what a link hands on (<c>start</c>, <c>ref</c>).</summary>
    /// <returns>Null where there is none.</returns>
    public static (string Before, string Code)? OfParameter(string? value)
    {
        if (value is null || value.Length < ClickCode.Length || !ClickCode.TryRead(value.AsSpan(value.Length - ClickCode.Length), out _, out _))
        {
            return null;
        }

        var rest = value[..^ClickCode.Length];
        return rest.Length == 0 ? ("", value) : rest[^1] == '_' ? (rest[..^1], value[^ClickCode.Length..]) : null;
    }
}
