namespace OneLink.Shared.DeepLinks;

/// <summary>
/// The click's id in the <c>referrer</c> of a Play Store address: Android hands it to the app after installation
/// (https://developer.android.com/google/play/installreferrer), which is how a link survives the detour through the store.
/// </summary>
public static class PlayReferrer
{
    /// <summary>The key of the id within the referrer, whose own <c>&amp;</c> and <c>=</c> are percent-encoded.</summary>
    private static ReadOnlySpan<byte> Key => "onelink_click%3D"u8;

    private const int IdLength = 36;

    private static ReadOnlySpan<byte> Store => "https://play.google.com/store/apps/details?"u8;

    private static ReadOnlySpan<byte> Parameter => "referrer="u8;

    /// <summary>Writes <paramref name="url"/> with the id: behind what its referrer holds already, else in a referrer of its own.</summary>
    /// <param name="url">Any destination.</param>
    /// <param name="idHigh">The click's UUID, most significant half.</param>
    /// <param name="idLow">Least significant half.</param>
    /// <param name="destination">Receives the address.</param>
    /// <param name="written">Its length.</param>
    /// <returns>False where the URL is no app's page in the Play Store, or the buffer too short.</returns>
    public static bool TryWrite(ReadOnlySpan<byte> url, ulong idHigh, ulong idLow, Span<byte> destination, out int written)
    {
        written = 0;
        if (!url.StartsWith(Store) || destination.Length < url.Length + 4 + Parameter.Length + Key.Length + IdLength)
        {
            return false;
        }

        int fragment = url.IndexOf((byte)'#');
        ReadOnlySpan<byte> before = fragment < 0 ? url : url[..fragment];
        int end = EndOfReferrer(before, out bool isEmpty);
        Append(end < 0 ? before : before[..end], destination, ref written);
        if (end < 0)
        {
            if (before[^1] is not ((byte)'?' or (byte)'&'))
            {
                Append("&"u8, destination, ref written);
            }

            Append(Parameter, destination, ref written);
        }
        else if (!isEmpty)
        {
            Append("%26"u8, destination, ref written);
        }

        Append(Key, destination, ref written);
        AppendUuid(idHigh, idLow, destination, ref written);
        Append(end < 0 ? default : before[end..], destination, ref written);
        Append(fragment < 0 ? default : url[fragment..], destination, ref written);
        return true;
    }

    /// <summary>Where the value of the parameter ends; -1 where there is none.</summary>
    private static int EndOfReferrer(ReadOnlySpan<byte> url, out bool isEmpty)
    {
        for (int at = Store.Length; at < url.Length;)
        {
            int length = url[at..].IndexOf((byte)'&');
            int end = length < 0 ? url.Length : at + length;
            if (url[at..end].StartsWith(Parameter))
            {
                isEmpty = end - at == Parameter.Length;
                return end;
            }

            at = end + 1;
        }

        isEmpty = true;
        return -1;
    }

    private static void Append(ReadOnlySpan<byte> source, Span<byte> destination, ref int written)
    {
        source.CopyTo(destination[written..]);
        written += source.Length;
    }

    private static void AppendUuid(ulong high, ulong low, Span<byte> destination, ref int written)
    {
        for (int i = 0; i < 32; i++)
        {
            if (i is 8 or 12 or 16 or 20)
            {
                destination[written++] = (byte)'-';
            }

            ulong half = i < 16 ? high : low;
            destination[written++] = "0123456789abcdef"u8[(int)(half >> (60 - (4 * (i % 16)))) & 15];
        }
    }
}
