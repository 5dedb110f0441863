namespace OneLink.Admin.Csv;

/// <summary>A line of a CSV file, which may be several lines of text.</summary>
/// <param name="Fields">Its fields; empty where it cannot be read.</param>
/// <param name="Error">Why it cannot be read, as the end of a sentence; else null.</param>
internal sealed record CsvRecord(IReadOnlyList<string> Fields, string? Error)
{
    public static CsvRecord Refused(string error) => new([], error);
}
