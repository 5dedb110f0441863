using System.IO.Pipelines;

namespace OneLink.Edge.FastLane;

/// <summary>A transport whose input begins with bytes that were received already.</summary>
internal sealed class ReplayedTransport : IDuplexPipe
{
    private readonly Pipe _input = new();

    /// <param name="received">What comes first.</param>
    /// <param name="transport">The connection; what it receives comes after that.</param>
    public ReplayedTransport(ReadOnlyMemory<byte> received, IDuplexPipe transport)
    {
        Output = transport.Output;
        _ = PumpAsync(received, transport.Input);
    }

    public PipeReader Input => _input.Reader;

    public PipeWriter Output { get; }

    private async Task PumpAsync(ReadOnlyMemory<byte> received, PipeReader rest)
    {
        Exception? failure = null;
        try
        {
            await _input.Writer.WriteAsync(received);
            await rest.CopyToAsync(_input.Writer);
        }
        catch (Exception e)
        {
            // Reset by the client, or ended by Kestrel: whoever reads is told, as without the pump.
            failure = e;
        }

        await _input.Writer.CompleteAsync(failure);
        await rest.CompleteAsync();
    }
}
