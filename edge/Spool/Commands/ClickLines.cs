using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OneLink.Shared.Clicks;
using OneLink.Shared.Devices;

namespace OneLink.Edge.Spool.Commands;

/// <summary>Writes each click as a line of JSON; a record of an unknown version as its bytes in base 64.</summary>
internal sealed class ClickLines(TextWriter output, string where) : IFrameSink
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _line = new();

    public bool IsFull => false;

    public void Add(ReadOnlySpan<byte> payload)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, Options))
        {
            json.WriteStartObject();
            json.WriteString("where", where);
            if (ClickRecordCodec.TryDecode(payload, out ClickRecord click))
            {
                Write(json, click);
            }
            else
            {
                json.WriteBase64String("unknownRecord", payload);
            }

            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(_line.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter json, in ClickRecord click)
    {
        json.WriteString("clickId", ClickIdText.Format(click.IdHigh, click.IdLow));
        json.WriteString("time", DateTimeOffset.FromUnixTimeMilliseconds(click.UnixTimeMs).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteNumber("accountId", click.AccountId);
        json.WriteNumber("linkId", click.LinkId);
        json.WriteNumber("domainId", click.DomainId);
        json.WriteString("kind", Name(click.Kind));
        json.WriteString("orphan", Name(click.Orphan));
        json.WriteString("trigger", Name(click.Trigger));
        json.WriteString("destination", Name(click.Destination));
        json.WriteNumber("status", click.Status);
        json.WriteString("platform", click.Device.Platform.Name());
        json.WriteString("deviceClass", click.Device.Class.Name());
        json.WriteString("browser", click.Device.Browser.Name());
        json.WriteString("inApp", click.Device.InApp.Name());
        json.WriteString("country", click.Country == 0 ? "" : new string([(char)(click.Country & 0xFF), (char)(click.Country >> 8)]));
        WriteText(json, "region", click.Region);
        WriteText(json, "language", click.Language);
        WriteText(json, "referrer", click.Referrer);
        WriteText(json, "rule", click.Rule);
        WriteText(json, "variant", click.Variant);
        WriteText(json, "slug", click.Slug);
        foreach ((int index, string name) in (ReadOnlySpan<(int, string)>)[(0, "utmSource"), (1, "utmMedium"), (2, "utmCampaign"), (3, "utmTerm"), (4, "utmContent")])
        {
            WriteText(json, name, UtmBlock.Get(click.Utm, index));
        }

        json.WriteString("address", click.Address.IsEmpty ? "" : new IPAddress(click.Address).ToString());
        json.WriteString("visitor", click.Visitor.ToString("x16", CultureInfo.InvariantCulture));
    }

    /// <summary>Visitors send bytes that are no UTF-8; these become replacement characters.</summary>
    private static void WriteText(Utf8JsonWriter json, string name, ReadOnlySpan<byte> value) => json.WriteString(name, Encoding.UTF8.GetString(value));

    private static string Name<T>(T value)
        where T : struct, Enum
        => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
