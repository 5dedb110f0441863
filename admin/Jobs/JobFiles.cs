using OneLink.Admin.Database;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Jobs;

/// <summary>
/// Where jobs keep what they read and write: in the data folder, or, where several admins share a database, in that
/// (<see cref="JobChunks"/>), with the folder for the copy of an input that is just being read.
/// </summary>
internal sealed class JobFiles
{
    private const string InputExtension = ".input";
    private const string ResultExtension = ".csv";

    private readonly string _folder;
    private readonly JobChunks? _chunks;

    public JobFiles(AdminSettings settings, IDatabase database, TimeProvider clock)
    {
        _folder = Directory.CreateDirectory(Path.Combine(settings.DataFolder, "admin", "jobs")).FullName;
        _chunks = settings.Postgres is null ? null : new JobChunks(database, clock);
    }

    /// <summary>The file that an upload is written to, and a job reads.</summary>
    public string InputOf(string id) => Path.Combine(_folder, id + InputExtension);

    /// <summary>Sees to it that whichever admin does the job finds its input.</summary>
    public async Task KeepInputAsync(string id, CancellationToken cancellationToken)
    {
        if (_chunks is not null)
        {
            await _chunks.PutInputAsync(id, InputOf(id), cancellationToken);
            DeleteInput(id);
        }
    }

    /// <summary>Brings the input of a job that is to be done here.</summary>
    public async Task FetchInputAsync(Job job, CancellationToken cancellationToken)
    {
        if (_chunks is not null && job.BytesTotal > 0)
        {
            await using var file = new FileStream(InputOf(job.Id), FileMode.Create, FileAccess.Write, FileShare.None);
            await _chunks.CopyAsync(job.Id, isResult: false, job.BytesTotal, file, cancellationToken);
        }
    }

    public JobResultFile OpenResult(string id) => _chunks is null ? new JobResultFile(ResultOf(id)) : new JobResultFile(id, _chunks);

    /// <summary>Sends what of a job's result counts. What is behind that belongs to rows that are being done.</summary>
    public Task SendResultAsync(Job job, HttpResponse response, CancellationToken cancellationToken)
        => job.ResultLength == 0 ? Task.CompletedTask
            : _chunks is null ? response.SendFileAsync(ResultOf(job.Id), 0, job.ResultLength, cancellationToken)
            : _chunks.CopyAsync(job.Id, isResult: true, job.ResultLength, response.Body, cancellationToken);

    /// <summary>Deletes the file of an input, which here is read no more.</summary>
    public void DeleteInput(string id) => File.Delete(InputOf(id));

    /// <summary>Deletes what is read by a job that has ended.</summary>
    public async Task ForgetInputAsync(string id, CancellationToken cancellationToken)
    {
        DeleteInput(id);
        if (_chunks is not null)
        {
            await _chunks.DeleteInputAsync(id, cancellationToken);
        }
    }

    public void DeleteAll(string id)
    {
        DeleteInput(id);
        File.Delete(ResultOf(id));
    }

    /// <summary>Deletes pieces from before a time that no job needs.</summary>
    public Task DeleteUnusedAsync(DateTimeOffset before, CancellationToken cancellationToken)
        => _chunks?.DeleteUnusedAsync(before, cancellationToken) ?? Task.CompletedTask;

    /// <summary>Ids of the jobs that have files from before a time: an upload may still be under way.</summary>
    public IEnumerable<string> IdsBefore(DateTimeOffset time)
        => new DirectoryInfo(_folder).EnumerateFiles()
            .Where(file => file.LastWriteTimeUtc < time.UtcDateTime)
            .Select(file => Path.GetFileNameWithoutExtension(file.Name))
            .Distinct(StringComparer.Ordinal);

    private string ResultOf(string id) => Path.Combine(_folder, id + ResultExtension);
}
