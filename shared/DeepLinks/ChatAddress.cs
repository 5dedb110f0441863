using OneLink.Shared.Clicks;

namespace OneLink.Shared.DeepLinks;

/// <summary>
/// Addresses that open a chat, and the place in them that reaches whoever answers there: the text that is typed already, or
/// what the messenger hands on.
/// </summary>
/// <remarks>
/// WhatsApp: <c>text</c> of <c>wa.me</c> and <c>send</c> (https://faq.whatsapp.com/5913398998672934). Telegram: <c>start</c> of
/// a bot, 64 letters of A-Z, a-z, 0-9, _ and - (https://core.telegram.org/api/links#bot-links), <c>text</c> of a person.
/// Messenger and Instagram: <c>ref</c> (https://developers.facebook.com/docs/messenger-platform/discovery/m-me-links).
/// </remarks>
public static class ChatAddress
{
    private const int MaxStart = 64;
    private const int MaxReferral = 250;

    private enum Carrier : byte
    {
        None,
        Text,
        Start,
        Referral,
    }

    /// <summary>Whether an address opens a chat that a code can be carried into.</summary>
    public static bool Is(ReadOnlySpan<byte> url) => CarrierOf(url) != Carrier.None;

    /// <summary>Writes the address with the click's code: behind what is in its place already, else alone.</summary>
    /// <param name="url">Any destination.</param>
    /// <param name="idHigh">The click's UUID, most significant half.</param>
    /// <param name="idLow">Least significant half.</param>
    /// <param name="destination">Receives the address.</param>
    /// <param name="written">Its length.</param>
    /// <returns>False where the address opens no chat, or the code has no room: in the place, or in the buffer.</returns>
    public static bool TryAddCode(ReadOnlySpan<byte> url, ulong idHigh, ulong idLow, Span<byte> destination, out int written)
    {
        written = 0;
        Carrier carrier = CarrierOf(url);
        if (carrier == Carrier.None)
        {
            return false;
        }

        int fragment = url.IndexOf((byte)'#');
        ReadOnlySpan<byte> before = fragment < 0 ? url : url[..fragment];
        ReadOnlySpan<byte> name = NameOf(carrier, before);
        Range value = ValueOf(before, name, out bool isThere);
        (int start, int length) = value.GetOffsetAndLength(before.Length);
        ReadOnlySpan<byte> glue = carrier == Carrier.Text || name.SequenceEqual("text"u8) ? (length == 0 ? "%23"u8 : "%20%23"u8) : length == 0 ? default : "_"u8;
        int added = (isThere ? 0 : 1 + name.Length + 1) + glue.Length + ClickCode.Length;
        int most = name.SequenceEqual("start"u8) ? MaxStart : name.SequenceEqual("ref"u8) ? MaxReferral : int.MaxValue - ClickCode.Length - glue.Length;
        if (length + glue.Length + ClickCode.Length > most || destination.Length < url.Length + added)
        {
            return false;
        }

        int end = isThere ? start + length : before.Length;
        Append(before[..end], destination, ref written);
        if (!isThere)
        {
            Append(before.Contains((byte)'?') ? (before[^1] is (byte)'?' or (byte)'&' ? default : "&"u8) : "?"u8, destination, ref written);
            Append(name, destination, ref written);
            Append("="u8, destination, ref written);
        }

        Append(glue, destination, ref written);
        ClickCode.Write(idHigh, idLow, destination[written..]);
        written += ClickCode.Length;
        Append(before[end..], destination, ref written);
        Append(fragment < 0 ? default : url[fragment..], destination, ref written);
        return true;
    }

    private static Carrier CarrierOf(ReadOnlySpan<byte> url)
    {
        if (TryCut(ref url, "whatsapp://send"u8))
        {
            return url.IsEmpty || url[0] is (byte)'?' or (byte)'/' ? Carrier.Text : Carrier.None;
        }

        if (TryCut(ref url, "tg://resolve?"u8))
        {
            return Carrier.Start;
        }

        if (!TryCut(ref url, "https://"u8) && !TryCut(ref url, "http://"u8))
        {
            return Carrier.None;
        }

        if (TryCut(ref url, "wa.me/"u8))
        {
            // A catalogue (/c/…) or a QR code's own text (/message/…) takes none of ours.
            return IsOneSegment(url) ? Carrier.Text : Carrier.None;
        }

        if (TryCut(ref url, "api.whatsapp.com/send"u8) || TryCut(ref url, "web.whatsapp.com/send"u8))
        {
            return url.IsEmpty || url[0] is (byte)'?' or (byte)'/' ? Carrier.Text : Carrier.None;
        }

        if (TryCut(ref url, "t.me/"u8) || TryCut(ref url, "telegram.me/"u8))
        {
            return IsOneSegment(url) && url[0] != (byte)'+' ? Carrier.Start : Carrier.None;
        }

        return TryCut(ref url, "m.me/"u8) || TryCut(ref url, "ig.me/m/"u8) ? (IsOneSegment(url) ? Carrier.Referral : Carrier.None) : Carrier.None;
    }

    /// <summary>Whether what is left of an address is a name and perhaps a query.</summary>
    private static bool IsOneSegment(ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOfAny((byte)'?', (byte)'#');
        ReadOnlySpan<byte> path = end < 0 ? rest : rest[..end];
        path = path.EndsWith("/"u8) ? path[..^1] : path;
        return !path.IsEmpty && !path.Contains((byte)'/');
    }

    /// <summary>A chat with a person has a text; one with a bot is started.</summary>
    private static ReadOnlySpan<byte> NameOf(Carrier carrier, ReadOnlySpan<byte> url)
    {
        if (carrier == Carrier.Start)
        {
            ValueOf(url, "text"u8, out bool hasText);
            return hasText ? "text"u8 : "start"u8;
        }

        return carrier == Carrier.Text ? "text"u8 : "ref"u8;
    }

    /// <summary>Where the value of the first parameter of that name is.</summary>
    private static Range ValueOf(ReadOnlySpan<byte> url, ReadOnlySpan<byte> name, out bool isThere)
    {
        int at = url.IndexOf((byte)'?') + 1;
        while (at > 0 && at < url.Length)
        {
            int length = url[at..].IndexOf((byte)'&');
            int end = length < 0 ? url.Length : at + length;
            if (url[at..end].StartsWith(name) && at + name.Length < end && url[at + name.Length] == (byte)'=')
            {
                isThere = true;
                return (at + name.Length + 1)..end;
            }

            at = end + 1;
        }

        isThere = false;
        return default;
    }

    private static bool TryCut(ref ReadOnlySpan<byte> url, ReadOnlySpan<byte> prefix)
    {
        bool isThere = url.StartsWith(prefix);
        url = isThere ? url[prefix.Length..] : url;
        return isThere;
    }

    private static void Append(ReadOnlySpan<byte> source, Span<byte> destination, ref int written)
    {
        source.CopyTo(destination[written..]);
        written += source.Length;
    }
}
