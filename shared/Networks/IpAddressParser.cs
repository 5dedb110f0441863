using System.Buffers.Binary;

namespace OneLink.Shared.Networks;

/// <summary>Reads textual addresses from headers, without allocating: dotted IPv4 and IPv6 (RFC 4291 §2.2), with brackets and port as proxies write them.</summary>
public static class IpAddressParser
{
    /// <summary>Room for the longest address.</summary>
    public const int MaxBytes = 16;

    private const int Groups = 8;

    /// <summary>Parses <c>1.2.3.4</c>, <c>1.2.3.4:80</c>, <c>2001:db8::1</c>, <c>[2001:db8::1]:80</c>. IPv4 in IPv6 (<c>::ffff:1.2.3.4</c>) becomes IPv4.</summary>
    /// <param name="text">The address; white space around it is ignored.</param>
    /// <param name="address">Receives 4 or 16 bytes, network order.</param>
    /// <param name="length">4 or 16.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, Span<byte> address, out int length)
    {
        text = text.Trim(" \t\""u8);
        length = 0;
        if (!text.IsEmpty && text[0] == (byte)'[')
        {
            int end = text.IndexOf((byte)']');
            if (end < 0)
            {
                return false;
            }

            text = text[1..end];
        }
        else if (text.Count((byte)':') == 1)
        {
            text = text[..text.IndexOf((byte)':')];
        }

        if (text.IndexOf((byte)':') < 0)
        {
            length = 4;
            return TryParseV4(text, address);
        }

        if (!TryParseV6(text, address))
        {
            return false;
        }

        length = Unmap(address[..MaxBytes]);
        return true;
    }

    /// <summary>Turns a mapped IPv4 address (RFC 4291 §2.5.5.2) into its four bytes in place.</summary>
    /// <returns>4 or 16.</returns>
    public static int Unmap(Span<byte> address)
    {
        if (address[..10].IndexOfAnyExcept((byte)0) >= 0 || address[10] != 0xFF || address[11] != 0xFF)
        {
            return MaxBytes;
        }

        address[12..].CopyTo(address);
        return 4;
    }

    private static bool TryParseV4(ReadOnlySpan<byte> text, Span<byte> address)
    {
        for (int i = 0; i < 4; i++)
        {
            int dot = text.IndexOf((byte)'.');
            ReadOnlySpan<byte> part = i == 3 ? text : dot < 0 ? default : text[..dot];
            if (part.Length is 0 or > 3 || !byte.TryParse(part, out address[i]))
            {
                return false;
            }

            text = i == 3 ? default : text[(dot + 1)..];
        }

        return true;
    }

    private static bool TryParseV6(ReadOnlySpan<byte> text, Span<byte> address)
    {
        Span<ushort> groups = stackalloc ushort[Groups];
        int count = 0;
        int gap = -1;
        int zone = text.IndexOf((byte)'%');
        text = zone < 0 ? text : text[..zone];
        if (text.StartsWith("::"u8))
        {
            gap = 0;
            text = text[2..];
        }

        while (!text.IsEmpty)
        {
            int colon = text.IndexOf((byte)':');
            ReadOnlySpan<byte> part = colon < 0 ? text : text[..colon];
            if (colon < 0 && part.IndexOf((byte)'.') >= 0)
            {
                Span<byte> v4 = stackalloc byte[4];
                if (count > Groups - 2 || !TryParseV4(part, v4))
                {
                    return false;
                }

                groups[count++] = BinaryPrimitives.ReadUInt16BigEndian(v4);
                groups[count++] = BinaryPrimitives.ReadUInt16BigEndian(v4[2..]);
                break;
            }

            if (count == Groups
                || part.Length is 0 or > 4
                || !ushort.TryParse(part, System.Globalization.NumberStyles.AllowHexSpecifier, null, out groups[count]))
            {
                return false;
            }

            count++;
            text = colon < 0 ? default : text[(colon + 1)..];
            if (colon >= 0 && text.IsEmpty)
            {
                return false;
            }

            if (!text.IsEmpty && text[0] == (byte)':')
            {
                if (gap >= 0)
                {
                    return false;
                }

                gap = count;
                text = text[1..];
            }
        }

        if (gap < 0 ? count != Groups : count == Groups)
        {
            return false;
        }

        int shift = gap < 0 ? 0 : Groups - count;
        for (int i = 0; i < Groups; i++)
        {
            ushort group = gap < 0 || i < gap ? groups[i] : i < gap + shift ? (ushort)0 : groups[i - shift];
            BinaryPrimitives.WriteUInt16BigEndian(address[(2 * i)..], group);
        }

        return true;
    }
}
