using System.Runtime.InteropServices;
using System.Text;

namespace OneLink.Analytics.Embedded.Native;

/// <summary>Statement parameters in the four parallel arrays that libchdb takes, in one block of native memory.</summary>
internal sealed unsafe class NativeParameters : IDisposable
{
    private void* _block;

    internal NativeParameters(IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        Count = (nuint)parameters.Count;
        if (parameters.Count == 0)
        {
            return;
        }

        var arrayBytes = parameters.Count * sizeof(nint);
        var textBytes = 0;
        foreach (var (name, value) in parameters)
        {
            textBytes = checked(textBytes + Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value));
        }

        _block = NativeMemory.Alloc((nuint)(4 * arrayBytes) + (nuint)textBytes);
        var start = (byte*)_block;
        Names = (byte**)start;
        NameLengths = (nuint*)(start + arrayBytes);
        Values = (byte**)(start + (2 * arrayBytes));
        ValueLengths = (nuint*)(start + (3 * arrayBytes));
        var text = start + (4 * arrayBytes);
        var left = textBytes;
        for (var index = 0; index < parameters.Count; index++)
        {
            Names[index] = text;
            NameLengths[index] = Write(parameters[index].Key, ref text, ref left);
            Values[index] = text;
            ValueLengths[index] = Write(parameters[index].Value, ref text, ref left);
        }
    }

    internal nuint Count { get; }

    internal byte** Names { get; }

    internal nuint* NameLengths { get; }

    internal byte** Values { get; }

    internal nuint* ValueLengths { get; }

    public void Dispose()
    {
        NativeMemory.Free(_block);
        _block = null;
    }

    private static nuint Write(string value, ref byte* text, ref int left)
    {
        var length = Encoding.UTF8.GetBytes(value, new Span<byte>(text, left));
        text += length;
        left -= length;
        return (nuint)length;
    }
}
