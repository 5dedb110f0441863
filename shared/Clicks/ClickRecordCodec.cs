using System.Buffers.Binary;
using OneLink.Shared.Devices;

namespace OneLink.Shared.Clicks;

/// <summary>
/// Encodes and decodes <see cref="ClickRecord"/>. The layout is the document docs/formats/click.md, this file and
/// the golden bytes in tests/Shared.Tests/Clicks: change the three together and raise <see cref="Version"/>.
/// </summary>
public static class ClickRecordCodec
{
    /// <summary>First byte of every record. A reader keeps understanding all lower versions.</summary>
    public const byte Version = 3;

    /// <summary>Oldest version that may lie in a spool. 1 has no address, 2 no address key.</summary>
    private const byte OldestVersion = 1;

    /// <summary>Longest string kept, in bytes: a length is one byte.</summary>
    public const int MaxStringBytes = byte.MaxValue;

    /// <summary>Largest record: the fixed part, six strings with their lengths, one UTM block with a two-byte length, an address, an address key.</summary>
    public const int MaxBytes = FixedBytes + (6 * (1 + MaxStringBytes)) + 2 + UtmBlock.MaxBytes + 1 + MaxAddressBytes + sizeof(ulong);

    private const int MaxAddressBytes = 16;

    private const int FixedBytes = 64;

    /// <summary>Encodes <paramref name="click"/> into <paramref name="destination"/>, which holds at least <see cref="MaxBytes"/>.</summary>
    /// <returns>Bytes written.</returns>
    public static int Encode(in ClickRecord click, Span<byte> destination)
    {
        Span<byte> d = destination[..MaxBytes];
        d[0] = Version;
        d[1] = (byte)click.Kind;
        d[2] = (byte)click.Orphan;
        d[3] = (byte)click.Trigger;
        BinaryPrimitives.WriteInt64LittleEndian(d[4..], click.UnixTimeMs);
        BinaryPrimitives.WriteUInt64LittleEndian(d[12..], click.IdHigh);
        BinaryPrimitives.WriteUInt64LittleEndian(d[20..], click.IdLow);
        BinaryPrimitives.WriteUInt64LittleEndian(d[28..], click.LinkId);
        BinaryPrimitives.WriteUInt32LittleEndian(d[36..], click.AccountId);
        BinaryPrimitives.WriteUInt32LittleEndian(d[40..], click.DomainId);
        BinaryPrimitives.WriteUInt64LittleEndian(d[44..], click.Visitor);
        d[52] = (byte)click.Device.Platform;
        d[53] = (byte)click.Device.Class;
        d[54] = (byte)click.Device.Browser;
        d[55] = (byte)click.Device.InApp;
        d[56] = (byte)click.Device.Bot;
        d[57] = click.Device.OsMajor;
        d[58] = click.Device.OsMinor;
        d[59] = (byte)click.Destination;
        BinaryPrimitives.WriteUInt16LittleEndian(d[60..], click.Status);
        BinaryPrimitives.WriteUInt16LittleEndian(d[62..], click.Country);

        int at = FixedBytes;
        at += WriteString(d[at..], click.Region);
        at += WriteString(d[at..], click.Language);
        at += WriteString(d[at..], click.Referrer);
        at += WriteString(d[at..], click.Rule);
        at += WriteString(d[at..], click.Variant);
        at += WriteString(d[at..], click.Slug);

        ReadOnlySpan<byte> utm = click.Utm.Length <= UtmBlock.MaxBytes ? click.Utm : default;
        BinaryPrimitives.WriteUInt16LittleEndian(d[at..], (ushort)utm.Length);
        utm.CopyTo(d[(at + 2)..]);
        at += 2 + utm.Length;
        at += WriteString(d[at..], click.Address.Length <= MaxAddressBytes ? click.Address : default);
        BinaryPrimitives.WriteUInt64LittleEndian(d[at..], click.AddressKey);
        return at + sizeof(ulong);
    }

    /// <summary>Decodes one record that fills <paramref name="source"/>. The spans of the result point into it.</summary>
    /// <returns>False where the bytes are no record of a known version; never throws.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> source, out ClickRecord click)
    {
        click = default;
        if (source.Length < FixedBytes || source[0] is < OldestVersion or > Version)
        {
            return false;
        }

        click.Kind = (ClickKind)source[1];
        click.Orphan = (OrphanKind)source[2];
        click.Trigger = (ClickTrigger)source[3];
        click.UnixTimeMs = BinaryPrimitives.ReadInt64LittleEndian(source[4..]);
        click.IdHigh = BinaryPrimitives.ReadUInt64LittleEndian(source[12..]);
        click.IdLow = BinaryPrimitives.ReadUInt64LittleEndian(source[20..]);
        click.LinkId = BinaryPrimitives.ReadUInt64LittleEndian(source[28..]);
        click.AccountId = BinaryPrimitives.ReadUInt32LittleEndian(source[36..]);
        click.DomainId = BinaryPrimitives.ReadUInt32LittleEndian(source[40..]);
        click.Visitor = BinaryPrimitives.ReadUInt64LittleEndian(source[44..]);
        click.Device = new DeviceInfo(
            (Platform)source[52], (DeviceClass)source[53], (BrowserFamily)source[54], (InAppBrowser)source[55], (BotKind)source[56], source[57], source[58]);
        click.Destination = (DestinationKind)source[59];
        click.Status = BinaryPrimitives.ReadUInt16LittleEndian(source[60..]);
        click.Country = BinaryPrimitives.ReadUInt16LittleEndian(source[62..]);

        ReadOnlySpan<byte> rest = source[FixedBytes..];
        if (!AreKnown(click)
            || !TryReadString(ref rest, out click.Region)
            || !TryReadString(ref rest, out click.Language)
            || !TryReadString(ref rest, out click.Referrer)
            || !TryReadString(ref rest, out click.Rule)
            || !TryReadString(ref rest, out click.Variant)
            || !TryReadString(ref rest, out click.Slug)
            || !TryReadBlock(ref rest, out click.Utm)
            || (source[0] > 1 && !(TryReadString(ref rest, out click.Address) && click.Address.Length is 0 or 4 or MaxAddressBytes))
            || (source[0] > 2 && !TryReadNumber(ref rest, out click.AddressKey))
            || !rest.IsEmpty)
        {
            click = default;
            return false;
        }

        return true;
    }

    /// <summary>Every enumeration holds a member that this version has a name for, so that readers can index by it.</summary>
    private static bool AreKnown(in ClickRecord click)
        => click.Kind <= ClickKind.Prefetch
            && click.Orphan <= OrphanKind.Expired
            && click.Trigger <= ClickTrigger.Open
            && click.Destination <= DestinationKind.Domain
            && click.Device.Platform <= Platform.ChromeOs
            && click.Device.Class <= DeviceClass.Tv
            && click.Device.Browser <= BrowserFamily.Brave
            && click.Device.InApp <= InAppBrowser.Viber
            && click.Device.Bot <= BotKind.SearchEngine;

    private static int WriteString(Span<byte> destination, ReadOnlySpan<byte> value)
    {
        if (value.Length > MaxStringBytes)
        {
            value = Cut(value);
        }

        destination[0] = (byte)value.Length;
        value.CopyTo(destination[1..]);
        return 1 + value.Length;
    }

    /// <summary>The longest prefix that fits and does not end inside a UTF-8 sequence.</summary>
    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> value)
    {
        int length = MaxStringBytes;
        while (length > 0 && (value[length] & 0xC0) == 0x80)
        {
            length--;
        }

        return value[..length];
    }

    private static bool TryReadBlock(scoped ref ReadOnlySpan<byte> source, out ReadOnlySpan<byte> value)
    {
        if (source.Length < 2 || source.Length - 2 < BinaryPrimitives.ReadUInt16LittleEndian(source))
        {
            value = default;
            return false;
        }

        value = source.Slice(2, BinaryPrimitives.ReadUInt16LittleEndian(source));
        source = source[(2 + value.Length)..];
        return true;
    }

    private static bool TryReadNumber(scoped ref ReadOnlySpan<byte> source, out ulong value)
    {
        if (!BinaryPrimitives.TryReadUInt64LittleEndian(source, out value))
        {
            return false;
        }

        source = source[sizeof(ulong)..];
        return true;
    }

    private static bool TryReadString(scoped ref ReadOnlySpan<byte> source, out ReadOnlySpan<byte> value)
    {
        if (source.IsEmpty || source.Length < 1 + source[0])
        {
            value = default;
            return false;
        }

        value = source.Slice(1, source[0]);
        source = source[(1 + source[0])..];
        return true;
    }
}
