namespace OneLink.Client.Jobs;

/// <summary>How far a job is.</summary>
/// <param name="Rows">Rows done.</param>
/// <param name="Bytes">Bytes of the file read for them.</param>
/// <param name="TotalBytes">Bytes of the file.</param>
/// <param name="Percent">The same as a share, 0 to 100.</param>
public sealed record JobProgress(long Rows, long Bytes, long TotalBytes, int Percent);
