using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using OneLink.Shared.Text;

namespace OneLink.Shared.Links;

/// <summary>
/// The key under which a link is stored and looked up within its domain: the slug in form C, in lower case where the
/// domain ignores case. Admin makes it from the slug, the edge from the request path; both are equal for the same link
/// (docs/formats/slug.md).
/// </summary>
public static class SlugKey
{
    /// <summary>Most bytes of a key in UTF-8: <see cref="SlugGrammar.MaxLength"/> characters of four bytes.</summary>
    public const int MaxBytes = SlugGrammar.MaxLength * MaxUtf8PerCharacter;

    private const int MaxUtf8PerCharacter = 4;

    /// <summary>
    /// Most bytes of a path once percent-decoded. Form D, in which Apple's file system hands out names, takes up to
    /// three times form C in UTF-8 (UAX #15, expansion factors). One more for the trailing slash.
    /// </summary>
    private const int MaxDecodedBytes = (MaxBytes * 3) + 1;

    /// <summary>The key of a slug that <see cref="SlugGrammar"/> accepted; of any text, the key a visit to it would have.</summary>
    public static string Create(string slug, bool caseSensitive)
    {
        ArgumentNullException.ThrowIfNull(slug);
        var normalized = Nfc.Normalize(slug);
        return caseSensitive ? normalized : Nfc.Normalize(ToLower(normalized));
    }

    /// <summary>The key of a request path, without allocating.</summary>
    /// <param name="rawPath">The path behind its first <c>/</c>, without query, as received.</param>
    /// <param name="caseSensitive">Whether the domain tells letter cases apart.</param>
    /// <param name="destination">Room for <see cref="MaxBytes"/>; less is taken as the limit.</param>
    /// <param name="written">Bytes of the key.</param>
    /// <returns>
    /// False where no slug can be meant: broken percent-encoding or UTF-8, or longer than any slug. One trailing
    /// <c>/</c> makes no difference.
    /// </returns>
    public static bool TryFromPath(ReadOnlySpan<byte> rawPath, bool caseSensitive, Span<byte> destination, out int written)
    {
        if (!rawPath.Contains((byte)'%') && Ascii.IsValid(rawPath))
        {
            return TryCopyAscii(TrimSlash(rawPath), caseSensitive, destination, out written);
        }

        return TryDecode(rawPath, caseSensitive, destination, out written);
    }

    private static bool TryCopyAscii(ReadOnlySpan<byte> path, bool caseSensitive, Span<byte> destination, out int written)
    {
        written = 0;
        if (path.Length > SlugGrammar.MaxLength || path.Length > destination.Length)
        {
            return false;
        }

        if (caseSensitive)
        {
            path.CopyTo(destination);
            written = path.Length;
            return true;
        }

        return Ascii.ToLower(path, destination, out written) == OperationStatus.Done;
    }

    [SkipLocalsInit]
    private static bool TryDecode(ReadOnlySpan<byte> rawPath, bool caseSensitive, Span<byte> destination, out int written)
    {
        written = 0;

        // 1. Percent-decode once, then UTF-8, both strictly. UTF-16 never has more units than UTF-8 has bytes.
        Span<byte> decoded = stackalloc byte[MaxDecodedBytes];
        if (!PercentEncoding.TryDecode(rawPath, decoded, out var decodedLength))
        {
            return false;
        }

        Span<char> units = stackalloc char[MaxDecodedBytes];
        var utf8 = TrimSlash(decoded[..decodedLength]);
        if (Utf8.ToUtf16(utf8, units, out _, out var length, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            return false;
        }

        // 2. Form C.
        ReadOnlySpan<char> text = units[..length];
        Span<char> normalized = stackalloc char[SlugGrammar.MaxLength * Nfc.MaxExpansion];
        if (!TryNormalize(ref text, normalized))
        {
            return false;
        }

        // 3. Lower case, in place: the mapping never changes the number of UTF-16 units. Form C again, since some
        // letters compose with a mark in lower case only (H + U+0331).
        if (!caseSensitive)
        {
            var lower = units[..text.Length];
            text.CopyTo(lower);
            ToLower(lower);
            text = lower;
            if (!TryNormalize(ref text, normalized))
            {
                return false;
            }
        }

        return SlugGrammar.CountCharacters(text) <= SlugGrammar.MaxLength
            && Utf8.FromUtf16(text, destination, out _, out written) == OperationStatus.Done;
    }

    // Text that is longer than any slug in form C does not fit the scratch, which is an answer too.
    private static bool TryNormalize(ref ReadOnlySpan<char> text, Span<char> scratch)
    {
        if (Nfc.IsNormalized(text))
        {
            return true;
        }

        if (!Nfc.TryNormalize(text, scratch, out var length))
        {
            return false;
        }

        text = scratch[..length];
        return true;
    }

    private static ReadOnlySpan<byte> TrimSlash(ReadOnlySpan<byte> path) =>
        path is [.. var rest, (byte)'/'] ? rest : path;

    private static string ToLower(string text) =>
        string.Create(text.Length, text, static (span, source) =>
        {
            source.CopyTo(span);
            ToLower(span);
        });

    private static void ToLower(Span<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                new Rune(LowerCase.Of(char.ConvertToUtf32(text[i], text[i + 1]))).EncodeToUtf16(text[i..]);
                i++;
            }
            else
            {
                text[i] = (char)LowerCase.Of(text[i]);
            }
        }
    }
}
