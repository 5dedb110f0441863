using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Conversions;

/// <summary>Writes conversions to ClickHouse (analytics/Schema/0003_conversions.sql).</summary>
internal sealed class ConversionTable(ClickHouseClient clickHouse)
{
    /// <summary>Without its click, and with it: the higher version replaces the lower one.</summary>
    private const int VersionAlone = 1;
    private const int VersionWithClick = 2;

    /// <summary>Since 26.x inserts are collected on the server by default; then their acknowledgement would promise nothing.</summary>
    private static readonly ClickHouseQueryOptions Synchronous = new()
    {
        Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["async_insert"] = "0" },
    };

    /// <summary>Returns when they are stored. Writing the same ones again changes nothing.</summary>
    /// <exception cref="ClickHouseException">They are not stored, or it is unknown whether they are.</exception>
    public Task WriteAsync(IEnumerable<(Conversion Conversion, ClickFacts? Click)> rows, CancellationToken cancellationToken)
    {
        var lines = new ArrayBufferWriter<byte>();
        lines.Write("INSERT INTO conversions FORMAT JSONEachRow\n"u8);
        foreach (var (conversion, click) in rows)
        {
            using (var json = new Utf8JsonWriter(lines))
            {
                Write(json, conversion, click);
            }

            lines.Write("\n"u8);
        }

        return clickHouse.ExecuteAsync(Encoding.UTF8.GetString(lines.WrittenSpan), ClickHouseParameters.None, Synchronous, cancellationToken);
    }

    private static void Write(Utf8JsonWriter json, Conversion conversion, ClickFacts? click)
    {
        json.WriteStartObject();
        json.WriteNumber("account_id", conversion.AccountId);
        json.WriteString("conversion_id", conversion.Id);
        json.WriteNumber("version", click is null ? VersionAlone : VersionWithClick);
        json.WriteString("type", conversion.Type);
        json.WriteString("occurred_at", Time(conversion.OccurredAt));
        json.WriteString("received_at", Time(conversion.ReceivedAt));
        json.WriteString("external_id", conversion.ExternalId ?? "");
        json.WriteString("currency", conversion.Currency ?? "");
        json.WriteString("metadata", conversion.Metadata);
        if (conversion.Amount is { } amount)
        {
            json.WriteString("amount", amount);
        }

        if (conversion.ClickId is { } clickId)
        {
            json.WriteString("click_id", clickId);
        }

        if (click is not null)
        {
            json.WriteNumber("link_id", click.LinkId);
            json.WriteNumber("domain_id", click.DomainId);
            json.WriteString("clicked_at", Time(click.UnixTimeMs));
            foreach (var (name, value) in click.Dimensions)
            {
                json.WriteString(name, value);
            }
        }

        json.WriteEndObject();
    }

    /// <summary>As ClickHouse reads a DateTime64 without being told how.</summary>
    private static string Time(long unixMs)
        => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
