using System.Text;
using OneLink.Admin.Csv;

namespace OneLink.Admin.Jobs;

/// <summary>
/// Writes what became of each row, as CSV. Lines are on the device before the transaction that counts them commits; lines
/// that were written and not counted are overwritten.
/// </summary>
internal sealed class JobResultFile : IDisposable
{
    private readonly FileStream _file;

    /// <param name="path">Made where it is not there.</param>
    public JobResultFile(string path) => _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);

    /// <summary>Writes behind the bytes that count.</summary>
    /// <param name="counted">How many those are.</param>
    /// <param name="lines">Texts of each line.</param>
    /// <returns>The length with these lines.</returns>
    public long Write(long counted, IEnumerable<IReadOnlyList<string>> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.AppendJoin(',', line.Select(CsvField.Of)).Append("\r\n");
        }

        _file.SetLength(counted);
        _file.Position = counted;
        _file.Write(Encoding.UTF8.GetBytes(text.ToString()));
        _file.Flush(flushToDisk: true);
        return _file.Length;
    }

    public void Dispose() => _file.Dispose();
}
