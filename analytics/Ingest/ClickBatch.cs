using System.Net;
using System.Text;
using OneLink.Shared.Clicks;
using OneLink.Shared.Devices;

namespace OneLink.Analytics.Ingest;

/// <summary>Clicks on their way to the table <c>clicks</c> (analytics/Schema/0001_clicks.sql), as RowBinary. Reused from batch to batch.</summary>
public sealed class ClickBatch(TimeProvider clock)
{
    /// <summary>Columns in the order in which <see cref="Add"/> writes them.</summary>
    public const string Columns =
        "click_id,account_id,link_id,domain_id,ts,kind,orphan,trigger,destination,status,"
        + "platform,device_class,browser,in_app,os_version,country,region,language,referrer,rule,variant,"
        + "utm_source,utm_medium,utm_campaign,utm_term,utm_content,visitor,slug,address";

    /// <summary>A click is about 130 bytes of RowBinary; 20,000 of them fit without growing.</summary>
    private const int InitialBytes = 20_000 * 144;

    /// <summary>RFC 5952, with an embedded IPv4 address.</summary>
    private const int LongestAddress = 45;

    private static readonly byte[][] Platforms = Names<Platform>(static p => p.Name());
    private static readonly byte[][] Classes = Names<DeviceClass>(static c => c.Name());
    private static readonly byte[][] Browsers = Names<BrowserFamily>(static b => b.Name());
    private static readonly byte[][] InApps = Names<InAppBrowser>(static a => a.Name());

    private readonly RowBinaryWriter _rows = new(InitialBytes);

    /// <summary>Those of them that an app may have been installed after.</summary>
    internal OpenableClicks Openable { get; } = new(clock);

    /// <summary>Rows added since the last <see cref="Clear"/>.</summary>
    public int Rows { get; private set; }

    /// <summary>When the oldest click happened, Unix milliseconds; <see cref="long.MaxValue"/> where there is none.</summary>
    public long OldestUnixTimeMs { get; private set; } = long.MaxValue;

    /// <summary>The rows as the body of <c>INSERT … FORMAT RowBinary</c>; valid until the next change.</summary>
    public ReadOnlyMemory<byte> RowBinary => _rows.Written;

    public void Clear()
    {
        _rows.Clear();
        Openable.Clear();
        Rows = 0;
        OldestUnixTimeMs = long.MaxValue;
    }

    public void Add(in ClickRecord click)
    {
        _rows.WriteUuid(click.IdHigh, click.IdLow);
        _rows.WriteUInt32(click.AccountId);
        _rows.WriteUInt64(click.LinkId);
        _rows.WriteUInt32(click.DomainId);
        _rows.WriteInt64(click.UnixTimeMs);
        _rows.WriteByte((byte)click.Kind);
        _rows.WriteByte((byte)click.Orphan);
        _rows.WriteByte((byte)click.Trigger);
        _rows.WriteByte((byte)click.Destination);
        _rows.WriteUInt16(click.Status);
        _rows.WriteString(Platforms[(int)click.Device.Platform]);
        _rows.WriteString(Classes[(int)click.Device.Class]);
        _rows.WriteString(Browsers[(int)click.Device.Browser]);
        _rows.WriteString(InApps[(int)click.Device.InApp]);
        WriteOsVersion(click.Device.OsMajor, click.Device.OsMinor);
        WriteCountry(click.Country);
        _rows.WriteString(click.Region);
        _rows.WriteString(click.Language);
        _rows.WriteString(click.Referrer);
        _rows.WriteString(click.Rule);
        _rows.WriteString(click.Variant);
        for (int i = 0; i < UtmBlock.Count; i++)
        {
            _rows.WriteString(UtmBlock.Get(click.Utm, i));
        }

        _rows.WriteUInt64(click.Visitor);
        _rows.WriteString(click.Slug);
        WriteAddress(click.Address);
        Openable.Add(click);
        Rows++;
        OldestUnixTimeMs = Math.Min(OldestUnixTimeMs, click.UnixTimeMs);
    }

    private void WriteOsVersion(byte major, byte minor)
    {
        if (major == 0)
        {
            _rows.WriteString(default);
            return;
        }

        Span<byte> text = stackalloc byte[7];
        major.TryFormat(text, out int length);
        text[length++] = (byte)'.';
        minor.TryFormat(text[length..], out int minorLength);
        _rows.WriteString(text[..(length + minorLength)]);
    }

    private void WriteAddress(ReadOnlySpan<byte> address)
    {
        if (address.IsEmpty)
        {
            _rows.WriteString(default);
            return;
        }

        Span<byte> text = stackalloc byte[LongestAddress];
        new IPAddress(address).TryFormat(text, out int length);
        _rows.WriteString(text[..length]);
    }

    private void WriteCountry(ushort country)
        => _rows.WriteString(country == 0 ? default : [(byte)country, (byte)(country >> 8)]);

    private static byte[][] Names<T>(Func<T, string> name)
        where T : struct, Enum
        => Array.ConvertAll(Enum.GetValues<T>(), value => Encoding.UTF8.GetBytes(name(value)));
}
