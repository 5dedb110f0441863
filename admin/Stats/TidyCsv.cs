using System.Buffers;
using System.Globalization;
using System.Text;
using OneLink.Admin.Csv;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>CSV after RFC 4180, with a line of names.</summary>
internal sealed class TidyCsv(StatsSubject subject) : ITidyFormat
{
    public string ContentType => StatsFormats.Csv;

    public void WriteStart(IBufferWriter<byte> output)
        => Write(output, ["time", .. subject.Question.GroupBy.Select(dimension => dimension.Name()), "clicks", "uniqueVisitors", "bots"]);

    public void WriteRow(IBufferWriter<byte> output, TidyRow row) => Write(
        output,
        [
            subject.Time(row.Start),
            .. subject.Question.GroupBy.Zip(row.Values, subject.Names.Of).Select(CsvField.Of),
            subject.Clicks(row.Counts).ToString(CultureInfo.InvariantCulture),
            row.Counts.Visitors.ToString(CultureInfo.InvariantCulture),
            row.Counts.Bots.ToString(CultureInfo.InvariantCulture),
        ]);

    public void WriteEnd(IBufferWriter<byte> output)
    {
        // The last line ends as all others do.
    }

    private static void Write(IBufferWriter<byte> output, IEnumerable<string> fields)
        => Encoding.UTF8.GetBytes(string.Join(',', fields) + "\r\n", output);
}
