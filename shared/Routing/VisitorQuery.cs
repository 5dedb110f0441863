using OneLink.Shared.Feed;
using OneLink.Shared.Links;

namespace OneLink.Shared.Routing;

/// <summary>Conditions on the visitor's raw query. Names and values are compared decoded: <c>+</c> and <c>%20</c> are spaces.</summary>
internal static class VisitorQuery
{
    /// <summary>Whether any parameter of that name is as asked for.</summary>
    public static bool Has(ReadOnlySpan<byte> query, ReadOnlySpan<byte> name, QueryMatch match, ReadOnlySpan<byte> value)
    {
        while (!query.IsEmpty)
        {
            int end = query.IndexOf((byte)'&');
            ReadOnlySpan<byte> parameter = end < 0 ? query : query[..end];
            query = end < 0 ? default : query[(end + 1)..];
            int equals = parameter.IndexOf((byte)'=');
            ReadOnlySpan<byte> given = equals < 0 ? default : parameter[(equals + 1)..];
            if (DecodesTo(equals < 0 ? parameter : parameter[..equals], name) && Meets(given, match, value))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Meets(ReadOnlySpan<byte> given, QueryMatch match, ReadOnlySpan<byte> value) => match switch
    {
        QueryMatch.Present => true,
        QueryMatch.Valueless => given.IsEmpty,
        _ => DecodesTo(given, value),
    };

    /// <summary>Compares while decoding, so that no buffer bounds the length.</summary>
    private static bool DecodesTo(ReadOnlySpan<byte> encoded, ReadOnlySpan<byte> decoded)
    {
        int at = 0;
        for (int i = 0; i < encoded.Length; i++)
        {
            byte b = encoded[i];
            if (b == (byte)'%' && PercentEncoding.TryDecodeEscape(encoded[i..], out byte octet))
            {
                b = octet;
                i += PercentEncoding.EncodedLength - 1;
            }
            else if (b == (byte)'+')
            {
                b = (byte)' ';
            }

            if (at == decoded.Length || decoded[at++] != b)
            {
                return false;
            }
        }

        return at == decoded.Length;
    }
}
