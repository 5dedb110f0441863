using System.Buffers;
using System.Text;
using OneLink.Analytics.Embedded.Connections;
using OneLink.Analytics.Embedded.Statements;

namespace OneLink.Analytics.Embedded.Http;

/// <summary>
/// The statement of a request: in the address, in the body, or begun in the one and continued in the other. The body is
/// read only as far as the statement needs it; what is left there is the data of an INSERT.
/// </summary>
internal sealed class StatementText : IDisposable
{
    /// <summary>
    /// As much of a body is read in search of a statement. The engine's own limit for one (<c>max_query_size</c>) is 256 KiB.
    /// </summary>
    private const int MaxBytes = 1024 * 1024;

    private readonly byte[] _buffer;
    private readonly int _length;

    private StatementText(byte[] buffer, int length, StatementShape shape)
    {
        _buffer = buffer;
        _length = length;
        Shape = shape;
    }

    internal StatementShape Shape { get; }

    internal ReadOnlySpan<byte> Sql => _buffer.AsSpan(0, Shape.Length);

    /// <summary>Data of an INSERT that was read together with its statement; more may follow in the body.</summary>
    internal ReadOnlySpan<byte> FirstData => Shape.Kind == StatementKind.InsertData ? _buffer.AsSpan(Shape.DataStart, _length - Shape.DataStart) : default;

    /// <exception cref="EngineException">The statement is too long, or one that must not be run.</exception>
    internal static async Task<StatementText> ReadAsync(string address, RequestBody body, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxBytes);
        try
        {
            var length = 0;
            if (address.Length > 0)
            {
                if (!Encoding.UTF8.TryGetBytes(address, buffer.AsSpan(0, MaxBytes - 1), out length))
                {
                    throw TooLong();
                }

                var shape = StatementShape.Of(buffer.AsSpan(0, length));
                if (shape.Kind == StatementKind.InsertData)
                {
                    return new StatementText(buffer, length, shape);
                }

                buffer[length++] = (byte)'\n';
            }

            length = await FillAsync(buffer, length, body, cancellationToken);
            return new StatementText(buffer, length, ShapeOf(buffer, length));
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private static StatementShape ShapeOf(byte[] buffer, int length)
    {
        var shape = StatementShape.Of(buffer.AsSpan(0, length));
        return shape.Kind != StatementKind.InsertData && length == MaxBytes ? throw TooLong() : shape;
    }

    private static async Task<int> FillAsync(byte[] buffer, int length, RequestBody body, CancellationToken cancellationToken)
    {
        while (length < MaxBytes)
        {
            var read = await body.ReadAsync(buffer.AsMemory(length, MaxBytes - length), cancellationToken);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        return length;
    }

    private static EngineException TooLong() =>
        EngineException.Of(EngineError.SyntaxError, $"Syntax error: Max query size exceeded ({MaxBytes} bytes).");
}
