namespace OneLink.Bench.Redirects;

/// <summary>What one run of <c>wrk</c> saw, and what it cost the process.</summary>
/// <param name="Asked">What <c>wrk</c> saw.</param>
/// <param name="Cpu">CPU time of the whole process, its spool among it.</param>
/// <param name="AllocatedBytes">On the managed heap by the I/O threads, in all.</param>
/// <param name="OtherBytes">On the managed heap by all other threads, in all.</param>
/// <param name="Fast">Answers that the fast lane gave.</param>
/// <param name="Resident">Resident memory afterwards, bytes; of another process without its files.</param>
internal sealed record LoadRound(WrkReport Asked, TimeSpan Cpu, long AllocatedBytes, long OtherBytes, long Fast, long Resident)
{
    public double Rate => Asked.Rate;

    public double P99Ms => Asked.P99Ms;

    /// <summary>CPU time an answer.</summary>
    public double CpuMicroseconds => Cpu.TotalMicroseconds / Asked.Requests;

    /// <summary>On the managed heap by all other threads, an answer.</summary>
    public double BackgroundBytes => OtherBytes / (double)Asked.Requests;

    /// <summary>Part of the answers that the fast lane gave.</summary>
    public double FastShare => Fast / (double)Asked.Requests;
}
