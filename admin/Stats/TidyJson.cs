using System.Buffers;
using System.Text.Json;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>One JSON object that says what it is about, with the rows in an array.</summary>
internal sealed class TidyJson(StatsSubject subject) : ITidyFormat
{
    private bool _follows;

    public string ContentType => StatsFormats.Json;

    public void WriteStart(IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, StatsJson.WriterOptions);
        json.WriteStartObject();
        if (subject.Slug is not null)
        {
            json.WriteString("slug", subject.Slug);
            json.WriteString("domain", subject.Domain);
        }

        json.WriteString("from", subject.From);
        json.WriteString("to", subject.To);
        json.WriteString("timezone", subject.Timezone);
        json.WriteString("interval", subject.Interval);
        json.WriteString("generatedAt", subject.Generated);
        json.WriteString("uniqueVisitorsMeaning", StatsSubject.UniqueVisitorsMeaning);
        json.WriteStartArray("rows");
    }

    public void WriteRow(IBufferWriter<byte> output, TidyRow row)
    {
        if (_follows)
        {
            output.Write(","u8);
        }

        _follows = true;
        TidyNdjson.WriteObject(output, subject, row);
    }

    public void WriteEnd(IBufferWriter<byte> output) => output.Write("]}"u8);
}
