using System.Buffers;
using System.Text.Json;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>One JSON object a line.</summary>
internal sealed class TidyNdjson(StatsSubject subject) : ITidyFormat
{
    public string ContentType => StatsFormats.Ndjson;

    public void WriteStart(IBufferWriter<byte> output)
    {
        // Lines need no names.
    }

    public void WriteRow(IBufferWriter<byte> output, TidyRow row)
    {
        WriteObject(output, subject, row);
        output.Write("\n"u8);
    }

    public void WriteEnd(IBufferWriter<byte> output)
    {
        // The last line ends as all others do.
    }

    public static void WriteObject(IBufferWriter<byte> output, StatsSubject subject, TidyRow row)
    {
        using var json = new Utf8JsonWriter(output, StatsJson.WriterOptions);
        json.WriteStartObject();
        json.WriteString("time", subject.Time(row.Start));
        foreach (var (dimension, value) in subject.Question.GroupBy.Zip(row.Values))
        {
            json.WriteString(dimension.Name(), subject.Names.Of(dimension, value));
        }

        json.WriteNumber("clicks", subject.Clicks(row.Counts));
        json.WriteNumber("uniqueVisitors", row.Counts.Visitors);
        json.WriteNumber("bots", row.Counts.Bots);
        json.WriteEndObject();
    }
}
