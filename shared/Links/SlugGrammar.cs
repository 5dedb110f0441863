using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using OneLink.Shared.Text;

namespace OneLink.Shared.Links;

/// <summary>Which slugs may be had (docs/formats/slug.md). Errors are sentences for the person who asked for the slug.</summary>
public static class SlugGrammar
{
    /// <summary>Most characters (Unicode code points) of a slug in form C.</summary>
    public const int MaxLength = 190;

    /// <summary>Judges a wanted slug and brings it into form C, in which it is stored and shown.</summary>
    /// <param name="slug">As wanted; never changed to something else but its form C.</param>
    /// <param name="normalized">The slug to store.</param>
    /// <param name="error">What is wrong and what to do, as the end of a sentence that the field's name begins.</param>
    public static bool TryNormalize(string slug, [NotNullWhen(true)] out string? normalized, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(slug);
        normalized = null;
        if (slug.Length == 0)
        {
            error = "must not be empty; leave it out to have one generated.";
            return false;
        }

        var candidate = Nfc.Normalize(slug);
        error = LengthError(candidate) ?? ReservedSlugs.Error(candidate) ?? CharacterError(candidate) ?? SegmentError(candidate);
        if (error is not null)
        {
            return false;
        }

        normalized = candidate;
        return true;
    }

    /// <summary>Code points; a lone surrogate counts as one.</summary>
    internal static int CountCharacters(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    private static string? LengthError(string slug)
    {
        var length = CountCharacters(slug);
        return length <= MaxLength
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"has {length} characters; at most {MaxLength} are allowed.");
    }

    private static string? CharacterError(string slug)
    {
        for (var i = 0; i < slug.Length;)
        {
            if (Rune.DecodeFromUtf16(slug.AsSpan(i), out var rune, out var units) != System.Buffers.OperationStatus.Done)
            {
                return "holds half of a surrogate pair, which is no character; send valid Unicode.";
            }

            if (!SlugCharacters.IsAllowed(slug, i, rune))
            {
                return SlugCharacters.Error(rune);
            }

            i += units;
        }

        return null;
    }

    private static string? SegmentError(string slug)
    {
        foreach (var range in slug.AsSpan().Split('/'))
        {
            switch (slug.AsSpan()[range])
            {
                case "":
                    return "must not start or end with '/' or hold '//'; write one '/' between segments.";
                case "." or "..":
                    return "must not hold a segment '.' or '..', which browsers resolve away; choose another name.";
                default:
                    break;
            }
        }

        return null;
    }
}
