using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OneLink.Admin.Database.Moving;

/// <summary>How many rows a table has and the sum of their SHA-256 hashes, in whatever order they come.</summary>
internal sealed class RowSum
{
    private readonly ArrayBufferWriter<byte> _row = new();
    private UInt128 _sum;

    public long Count { get; private set; }

    public void Add(ReadOnlySpan<object?> row)
    {
        _row.ResetWrittenCount();
        foreach (var value in row)
        {
            Write(value);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_row.WrittenSpan, hash);
        _sum = unchecked(_sum + BinaryPrimitives.ReadUInt128LittleEndian(hash));
        Count++;
    }

    public bool IsSameAs(RowSum other) => Count == other.Count && _sum == other._sum;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} rows, sum {_sum:x32}");

    /// <summary>Each value with its kind and length in front, so that no two rows are written alike.</summary>
    private void Write(object? value)
    {
        switch (value)
        {
            case null:
                _row.Write("\0"u8);
                break;
            case long number:
                Number(1, number);
                break;
            case double number:
                Number(2, BitConverter.DoubleToInt64Bits(number));
                break;
            case string text:
                Number(3, Encoding.UTF8.GetByteCount(text));
                Encoding.UTF8.GetBytes(text, _row);
                break;
            case byte[] bytes:
                Number(4, bytes.Length);
                _row.Write(bytes);
                break;
            default:
                throw new ArgumentException($"A row cannot have a {value.GetType().Name}.", nameof(value));
        }
    }

    private void Number(byte kind, long number)
    {
        var target = _row.GetSpan(1 + sizeof(long));
        target[0] = kind;
        BinaryPrimitives.WriteInt64LittleEndian(target[1..], number);
        _row.Advance(1 + sizeof(long));
    }
}
