using System.Text;

namespace OneLink.Shared.Places;

/// <summary>The data section of a MaxMind DB: maps, arrays, strings and numbers, with pointers between them.</summary>
/// <param name="bytes">The whole file.</param>
/// <param name="start">Where the section begins; offsets count from here.</param>
internal sealed class MmdbValues(byte[] bytes, int start)
{
    private const int Extended = 0;
    private const int Pointer = 1;
    private const int Utf8 = 2;
    private const int Map = 7;
    private const int Array = 11;
    private const int Boolean = 14;

    /// <summary>A pointer never points to a pointer, and values here are a few levels deep: more is damage.</summary>
    private const int MaxDepth = 32;

    /// <summary>Country and region of a record; empty where it names none.</summary>
    public (string Country, string Region) PlaceAt(int offset)
    {
        string country = TextAt(Member(Member(offset, "country"), "iso_code")) ?? TextAt(Member(offset, "country_code")) ?? TextAt(Member(offset, "country")) ?? "";
        country = country.Length == 2 && country.All(char.IsAsciiLetter) ? country.ToUpperInvariant() : "";
        string region = TextAt(Member(FirstItem(Member(offset, "subdivisions")), "iso_code")) ?? "";
        return (country, country.Length > 0 && region.Length is > 0 and <= 3 && region.All(char.IsAsciiLetterOrDigit) ? $"{country}-{region}" : "");
    }

    /// <summary>An unsigned number of a map; 0 where it has none of that name.</summary>
    public uint NumberIn(int map, string name)
    {
        int at = Member(map, name);
        if (at < 0)
        {
            return 0;
        }

        Header header = HeaderAt(at);
        uint number = 0;
        for (int i = 0; i < header.Size; i++)
        {
            number = (number << 8) | bytes[start + header.Body + i];
        }

        return number;
    }

    private string? TextAt(int offset)
    {
        Header header = offset < 0 ? default : HeaderAt(offset);
        return header.Type == Utf8 ? Encoding.UTF8.GetString(bytes, start + header.Body, header.Size) : null;
    }

    private int FirstItem(int offset)
    {
        Header header = offset < 0 ? default : HeaderAt(offset);
        return header is { Type: Array, Size: > 0 } ? header.Body : -1;
    }

    /// <summary>Offset of a map's member; -1 where there is none.</summary>
    private int Member(int offset, string name)
    {
        Header header = offset < 0 ? default : HeaderAt(offset);
        int at = header.Body;
        for (int i = 0; header.Type == Map && i < header.Size; i++)
        {
            bool isIt = string.Equals(TextAt(at), name, StringComparison.Ordinal);
            at = Skip(at, 0);
            if (isIt)
            {
                return at;
            }

            at = Skip(at, 0);
        }

        return -1;
    }

    /// <summary>Offset behind a value.</summary>
    private int Skip(int offset, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new InvalidDataException("The MaxMind DB is damaged: its values are nested without end.");
        }

        Header header = RawHeaderAt(offset);
        switch (header.Type)
        {
            case Pointer or Boolean:
                return header.Body;
            case Map or Array:
                int at = header.Body;
                for (int i = 0; i < (header.Type == Map ? 2 * header.Size : header.Size); i++)
                {
                    at = Skip(at, depth + 1);
                }

                return at;
            default:
                return header.Body + header.Size;
        }
    }

    /// <summary>Type, size and beginning of a value, through one pointer.</summary>
    private Header HeaderAt(int offset)
    {
        Header header = RawHeaderAt(offset);
        return header.Type == Pointer ? RawHeaderAt(header.Size) : header;
    }

    /// <summary>Of a pointer the size is where it points.</summary>
    private Header RawHeaderAt(int offset)
    {
        int at = start + offset;
        int control = bytes[at++];
        int type = control >> 5;
        if (type == Pointer)
        {
            return PointerAt(control, at);
        }

        if (type == Extended)
        {
            type = 7 + bytes[at++];
        }

        int size = control & 0x1F;
        switch (size)
        {
            case 29:
                size = 29 + bytes[at++];
                break;
            case 30:
                size = 285 + (bytes[at] << 8) + bytes[at + 1];
                at += 2;
                break;
            case 31:
                size = 65821 + (bytes[at] << 16) + (bytes[at + 1] << 8) + bytes[at + 2];
                at += 3;
                break;
        }

        return new Header(type, size, at - start);
    }

    private Header PointerAt(int control, int at)
    {
        int high = control & 7;
        return ((control >> 3) & 3) switch
        {
            0 => new Header(Pointer, (high << 8) | bytes[at], at + 1 - start),
            1 => new Header(Pointer, 2048 + ((high << 16) | (bytes[at] << 8) | bytes[at + 1]), at + 2 - start),
            2 => new Header(Pointer, 526336 + ((high << 24) | (bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2]), at + 3 - start),
            _ => new Header(Pointer, (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3], at + 4 - start),
        };
    }

    private readonly record struct Header(int Type, int Size, int Body);
}
