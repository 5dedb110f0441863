namespace OneLink.Shared.Routing;

/// <summary>Finds <see cref="OwnParameters"/> in a raw query.</summary>
public static class OwnParametersParser
{
    public static OwnParameters Parse(ReadOnlySpan<byte> query)
    {
        var found = OwnParameters.None;
        while (!query.IsEmpty)
        {
            int end = query.IndexOf((byte)'&');
            ReadOnlySpan<byte> parameter = end < 0 ? query : query[..end];
            query = end < 0 ? default : query[(end + 1)..];
            if (parameter.SequenceEqual("qr=1"u8))
            {
                found |= OwnParameters.Qr;
            }
            else if (parameter.SequenceEqual("skip=1"u8))
            {
                found |= OwnParameters.Skip;
            }
            else if (parameter.SequenceEqual("notrack=1"u8))
            {
                found |= OwnParameters.NoTrack;
            }
        }

        return found;
    }
}
