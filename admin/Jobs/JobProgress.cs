namespace OneLink.Admin.Jobs;

/// <summary>How far a job is.</summary>
/// <param name="Rows">Rows done.</param>
/// <param name="Bytes">Bytes of the file that they and their neighbours take.</param>
/// <param name="TotalBytes">Bytes of the file.</param>
internal sealed record JobProgress(long Rows, long Bytes, long TotalBytes)
{
    /// <summary>0 to 100.</summary>
    public int Percent => TotalBytes == 0 ? 100 : (int)(Math.Min(Bytes, TotalBytes) * 100 / TotalBytes);
}
