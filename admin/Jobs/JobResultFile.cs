using System.Text;
using OneLink.Admin.Csv;
using OneLink.Admin.Database;

namespace OneLink.Admin.Jobs;

/// <summary>
/// Writes what became of each row, as CSV. In a file, lines are on the device before the transaction that counts them
/// commits; in the database they are part of it. Lines that were written and not counted are overwritten.
/// </summary>
internal sealed class JobResultFile : IDisposable
{
    private readonly FileStream? _file;
    private readonly string _id;
    private readonly JobChunks? _chunks;

    /// <param name="path">Made where it is not there.</param>
    public JobResultFile(string path) => (_id, _file) = ("", new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read));

    /// <param name="id">The job's.</param>
    /// <param name="chunks">Where its result lies.</param>
    public JobResultFile(string id, JobChunks chunks) => (_id, _chunks) = (id, chunks);

    /// <summary>Writes behind the bytes that count.</summary>
    /// <param name="scope">The transaction that counts these lines.</param>
    /// <param name="counted">How many those are.</param>
    /// <param name="lines">Texts of each line.</param>
    /// <returns>The length with these lines.</returns>
    public async Task<long> WriteAsync(WriteScope scope, long counted, IEnumerable<IReadOnlyList<string>> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.AppendJoin(',', line.Select(CsvField.Of)).Append("\r\n");
        }

        var content = Encoding.UTF8.GetBytes(text.ToString());
        if (_chunks is not null)
        {
            await _chunks.PutResultAsync(scope, _id, counted, content);
        }
        else
        {
            _file!.SetLength(counted);
            _file.Position = counted;
            _file.Write(content);
            _file.Flush(flushToDisk: true);
        }

        return counted + content.Length;
    }

    public void Dispose() => _file?.Dispose();
}
