using System.Globalization;

namespace OneLink.Edge.Spool.Commands;

/// <summary><c>spool inspect</c>: a line a segment, the batch in flight, a line a batch set aside.</summary>
internal static class InspectCommand
{
    public static void Run(SpoolFiles files, TextWriter output)
    {
        output.WriteLine($"spool {files.Folder}");
        foreach (SegmentSnapshot segment in files.Segments())
        {
            var tally = new FrameTally();
            int damaged = segment.Read(tally);
            output.Write(string.Create(CultureInfo.InvariantCulture, $"segment {Path.GetFileName(segment.Path)}: {tally}"));
            output.WriteLine(damaged == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {damaged} damaged places"));
        }

        if (files.InFlight() is { } flight)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"last batch written down: {flight.Source:N}:{flight.Batch}"));
            foreach (ShippingRange range in flight.Ranges)
            {
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {(range.Stream == SpoolStream.People ? "people" : "others")} lane {range.Lane}: {range.From.Segment}+{range.From.Offset} to {range.To.Segment}+{range.To.Offset}"));
            }
        }

        IReadOnlyList<string> aside = files.Aside.Files();
        foreach (string path in aside)
        {
            string name = Path.GetFileName(path);
            output.WriteLine(AsideFolder.Read(path) is { } batch
                ? string.Create(CultureInfo.InvariantCulture, $"aside {name}: {batch.Records} records, {batch.SetAsideAt:yyyy-MM-dd'T'HH:mm:ss'Z'}, {batch.Reason.ReplaceLineEndings(" ")}")
                : $"aside {name}: not readable");
        }

        output.WriteLine(aside.Count == 0
            ? "no batch is set aside"
            : string.Create(CultureInfo.InvariantCulture, $"{aside.Count} batches with {files.Aside.Records} records are set aside; 'onelink-edge spool redrive' sends them again"));
    }
}
