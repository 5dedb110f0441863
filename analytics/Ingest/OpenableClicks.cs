using System.Text;
using OneLink.Shared.Clicks;
using OneLink.Shared.Devices;

namespace OneLink.Analytics.Ingest;

/// <summary>
/// The taps among a batch that <c>POST /open</c> may look for, as RowBinary for the table <c>openable_clicks</c>
/// (analytics/Schema/0010_openable_clicks.sql).
/// </summary>
internal sealed class OpenableClicks(TimeProvider clock)
{
    public const string Table = "openable_clicks";

    /// <summary>Columns in the order in which <see cref="Add"/> writes them.</summary>
    public const string Columns = "domain_id,address_key,ts,click_id,account_id,link_id,platform,rule,variant";

    private const int InitialBytes = 64 * 1024;

    /// <summary>For as long an app is matched to a tap; what comes out of a spool later is looked for by nobody.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private static readonly byte[][] Platforms = Array.ConvertAll(Enum.GetValues<Platform>(), static platform => Encoding.UTF8.GetBytes(platform.Name()));

    private readonly RowBinaryWriter _rows = new(InitialBytes);

    public bool IsEmpty => _rows.Written.IsEmpty;

    public ReadOnlyMemory<byte> RowBinary => _rows.Written;

    public void Clear() => _rows.Clear();

    public void Add(in ClickRecord click)
    {
        if (click.AddressKey == 0 || click.UnixTimeMs < (clock.GetUtcNow() - Window).ToUnixTimeMilliseconds())
        {
            return;
        }

        _rows.WriteUInt32(click.DomainId);
        _rows.WriteUInt64(click.AddressKey);
        _rows.WriteInt64(click.UnixTimeMs);
        _rows.WriteUuid(click.IdHigh, click.IdLow);
        _rows.WriteUInt32(click.AccountId);
        _rows.WriteUInt64(click.LinkId);
        _rows.WriteString(Platforms[(int)click.Device.Platform]);
        _rows.WriteString(click.Rule);
        _rows.WriteString(click.Variant);
    }
}
