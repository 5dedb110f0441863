using System.Buffers.Binary;
using OneLink.Shared.Clicks;
using OneLink.Shared.Devices;

namespace OneLink.Shared.Routing;

/// <summary>
/// A link as the store keeps it: everything resolved that does not depend on the visitor, read in place without
/// allocation. A plain link is its URL and 16 bytes. Byte layout: docs/formats/compiled-link.md; written by
/// <see cref="LinkCompiler"/>.
/// </summary>
public readonly ref struct CompiledLink
{
    /// <summary>First byte of a link that this build can read.</summary>
    public const byte LayoutVersion = 4;

    /// <summary>Bytes before the sections, or before the URL where there are none.</summary>
    public const int FixedBytes = 16;

    /// <summary>One row of the target table: indexes of fallback, deep link and package.</summary>
    public const int TargetRowBytes = 3;

    /// <summary>Platforms with a row of their own: all members of <see cref="Platform"/>.</summary>
    public const int TargetRows = (int)Platform.ChromeOs + 1;

    private readonly ReadOnlySpan<byte> _bytes;

    public CompiledLink(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public LinkFlags Flags => (LinkFlags)BinaryPrimitives.ReadUInt16LittleEndian(_bytes[2..]);

    public uint AccountId => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[4..]);

    public ulong LinkId => BinaryPrimitives.ReadUInt64LittleEndian(_bytes[8..]);

    /// <summary>301, 302, 307 or 308.</summary>
    public ushort RedirectStatus => RedirectStatuses.Of(Flags);

    /// <summary>The link's <c>url</c>, ready for a <c>Location</c> header: what the sections leave.</summary>
    public ReadOnlySpan<byte> Url
        => (Flags & LinkFlags.AnySection) == 0 ? _bytes[FixedBytes..] : _bytes[(FixedBytes + 4 + BinaryPrimitives.ReadInt32LittleEndian(_bytes[FixedBytes..]))..];

    /// <summary>Whether the bytes can be read by this build.</summary>
    public bool IsCurrentLayout => _bytes.Length >= FixedBytes && _bytes[0] == LayoutVersion;

    /// <summary>The mark of the snapshot that mentioned the link last.</summary>
    public static byte GenerationOf(ReadOnlySpan<byte> bytes) => bytes.Length > 1 ? bytes[1] : (byte)0;

    /// <summary>Leaves what is the same in every store.</summary>
    public static void ClearGeneration(Span<byte> bytes)
    {
        if (bytes.Length > 1)
        {
            bytes[1] = 0;
        }
    }

    public bool Has(LinkFlags flag) => (Flags & flag) != 0;

    /// <summary>Start and end of the link, Unix milliseconds, 0 where not set, and where visitors go after the end.</summary>
    public LinkSchedule Schedule
    {
        get
        {
            ReadOnlySpan<byte> at = Section(LinkFlags.Schedule);
            return at.IsEmpty
                ? default
                : new LinkSchedule(BinaryPrimitives.ReadInt64LittleEndian(at), BinaryPrimitives.ReadInt64LittleEndian(at[8..]), at[16..]);
        }
    }

    /// <summary>UTM values of the link's own URL, as a <see cref="UtmBlock"/>.</summary>
    public ReadOnlySpan<byte> Utm => Section(LinkFlags.Utm);

    /// <summary>What a platform changes; empty spans where it changes nothing.</summary>
    public LinkTarget Target(Platform platform)
    {
        ReadOnlySpan<byte> at = Section(LinkFlags.Targets);
        if (at.IsEmpty)
        {
            return default;
        }

        ReadOnlySpan<byte> row = at.Slice((int)platform * TargetRowBytes, TargetRowBytes);
        ReadOnlySpan<byte> strings = at[(TargetRows * TargetRowBytes)..];
        return new LinkTarget(StringAt(strings, row[0]), StringAt(strings, row[1]), StringAt(strings, row[2]));
    }

    /// <summary>Rules and variants; empty where the link has none.</summary>
    public RuleTable Rules => new(Section(LinkFlags.Rules));

    /// <summary>People let through; 0: no limit.</summary>
    public ulong MaxClicks
    {
        get
        {
            ReadOnlySpan<byte> at = Section(LinkFlags.Limit);
            return at.IsEmpty ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(at);
        }
    }

    /// <summary>Of a link that <see cref="Has"/> <see cref="LinkFlags.Password"/>.</summary>
    public LinkPassword Password => new(Section(LinkFlags.Password));

    /// <summary>The brand of cards and pages; empty where the link has none.</summary>
    public LinkBrand Brand
    {
        get
        {
            ReadOnlySpan<byte> at = Section(LinkFlags.Brand);
            return at.IsEmpty
                ? default
                : new LinkBrand(StringAt(at, 1), StringAt(at, 2), StringAt(at, 3), StringAt(at, 4), StringAt(at, 5), StringAt(at, 6));
        }
    }

    /// <summary>String <paramref name="index"/> of a sequence of (u16 length, bytes), counted from 1; 0 is the empty string.</summary>
    private static ReadOnlySpan<byte> StringAt(ReadOnlySpan<byte> strings, int index)
    {
        if (index == 0)
        {
            return default;
        }

        while (--index > 0)
        {
            strings = strings[(2 + BinaryPrimitives.ReadUInt16LittleEndian(strings))..];
        }

        return strings.Slice(2, BinaryPrimitives.ReadUInt16LittleEndian(strings));
    }

    /// <summary>A section is there when its flag is; sections stand before the URL in the order of their flags, each behind a u32 length.</summary>
    private ReadOnlySpan<byte> Section(LinkFlags flag)
    {
        LinkFlags flags = Flags;
        if ((flags & flag) == 0)
        {
            return default;
        }

        ReadOnlySpan<byte> at = _bytes[(FixedBytes + 4)..];
        for (var section = LinkFlags.FirstSection; section < flag; section = (LinkFlags)((int)section << 1))
        {
            if ((flags & section) != 0)
            {
                at = at[(4 + BinaryPrimitives.ReadInt32LittleEndian(at))..];
            }
        }

        return at.Slice(4, BinaryPrimitives.ReadInt32LittleEndian(at));
    }
}
