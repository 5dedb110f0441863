using OneLink.Admin.Hosting;

namespace OneLink.Admin.Jobs;

/// <summary>Where jobs keep what they read and write, in the data folder.</summary>
internal sealed class JobFiles
{
    private const string InputExtension = ".input";
    private const string ResultExtension = ".csv";

    private readonly string _folder;

    public JobFiles(AdminSettings settings) => _folder = Directory.CreateDirectory(Path.Combine(settings.DataFolder, "admin", "jobs")).FullName;

    public string InputOf(string id) => Path.Combine(_folder, id + InputExtension);

    public string ResultOf(string id) => Path.Combine(_folder, id + ResultExtension);

    /// <summary>Deletes what is read by a job that reads no more.</summary>
    public void DeleteInput(string id) => File.Delete(InputOf(id));

    public void DeleteAll(string id)
    {
        DeleteInput(id);
        File.Delete(ResultOf(id));
    }

    /// <summary>Ids of the jobs that have files from before a time: an upload may still be under way.</summary>
    public IEnumerable<string> IdsBefore(DateTimeOffset time)
        => new DirectoryInfo(_folder).EnumerateFiles()
            .Where(file => file.LastWriteTimeUtc < time.UtcDateTime)
            .Select(file => Path.GetFileNameWithoutExtension(file.Name))
            .Distinct(StringComparer.Ordinal);
}
