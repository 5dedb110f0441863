using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using OneLink.Admin.Links;
using OneLink.Shared.Clicks;
using OneLink.Shared.Devices;
using OneLink.Shared.Routing;

namespace OneLink.Admin.Opens;

/// <summary>
/// An opening that no tap led to, because the system handed the link to the app before anybody asked an edge: a click of
/// its own, with trigger <c>open</c>, as a row of the table <c>clicks</c>.
/// </summary>
internal static class OpenClick
{
    public const string Columns =
        "click_id,account_id,link_id,domain_id,ts,kind,orphan,trigger,destination,status,"
        + "platform,device_class,browser,in_app,os_version,country,region,language,rule,variant,"
        + "utm_source,utm_medium,utm_campaign,utm_term,utm_content,visitor";

    private static readonly string[] UtmColumns = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"];

    /// <param name="id">Id of the click.</param>
    /// <param name="time">When the app opened.</param>
    /// <param name="link">The link that opened it.</param>
    /// <param name="query">Of the link as it was tapped, without the question mark.</param>
    /// <param name="ownUtm">UTM values of the link itself, as a <see cref="UtmBlock"/>.</param>
    /// <param name="visitor">Who opened it.</param>
    /// <param name="place">Where.</param>
    /// <param name="route">What of the link it went by.</param>
    public static string ToJson(
        Guid id, DateTimeOffset time, StoredLink link, ReadOnlySpan<byte> query, ReadOnlySpan<byte> ownUtm, OpenVisitor visitor, VisitorPlace place, OpenRoute route)
    {
        var device = visitor.Device;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("click_id", id);
            json.WriteNumber("account_id", link.AccountId);
            json.WriteNumber("link_id", link.Id.Value);
            json.WriteNumber("domain_id", link.DomainId);
            json.WriteString("ts", time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture));
            json.WriteString("kind", "human");
            json.WriteString("orphan", "none");
            json.WriteString("trigger", "open");
            json.WriteString("destination", "none");
            json.WriteNumber("status", StatusCodes.Status200OK);
            json.WriteString("platform", device.Platform.Name());
            json.WriteString("device_class", device.Class.Name());
            json.WriteString("browser", device.Browser.Name());
            json.WriteString("in_app", device.InApp.Name());
            json.WriteString("os_version", device.OsMajor == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{device.OsMajor}.{device.OsMinor}"));
            json.WriteString("country", place.Country == 0 ? "" : $"{(char)(place.Country & 0xFF)}{(char)(place.Country >> 8)}");
            json.WriteString("region", place.Region);
            json.WriteString("language", LanguageOf(visitor.AcceptLanguage));
            json.WriteString("rule", route.Rule);
            json.WriteString("variant", route.Variant);
            WriteUtm(json, query, ownUtm);
            json.WriteNumber("visitor", visitor.Salts.Count == 0 ? 0 : visitor.Salts[0].Hash(checked((uint)link.AccountId), visitor.Address, visitor.UserAgent));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteUtm(Utf8JsonWriter json, ReadOnlySpan<byte> query, ReadOnlySpan<byte> ownUtm)
    {
        Span<byte> block = stackalloc byte[UtmBlock.MaxBytes];
        ReadOnlySpan<byte> utm = block[..UtmParameters.Extract(query, ownUtm, block)];
        for (var i = 0; i < UtmColumns.Length; i++)
        {
            json.WriteString(UtmColumns[i], Encoding.UTF8.GetString(UtmBlock.Get(utm, i)));
        }
    }

    /// <summary>The primary subtag of the first range, as edges record it.</summary>
    private static string LanguageOf(byte[] acceptLanguage)
    {
        var letters = Encoding.Latin1.GetString(acceptLanguage).TakeWhile(char.IsAsciiLetter).Take(9).ToArray();
        return letters.Length is >= 2 and <= 8 ? new string(letters).ToLowerInvariant() : "";
    }
}
