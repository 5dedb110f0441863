using FASTER.core;

namespace OneLink.Edge.Store;

/// <summary>What FASTER calls back where only the place of a key's newest record is asked for. One read at a time.</summary>
internal sealed class PlaceFunctions : SpanByteFunctions<SpanByte, long, Empty>
{
    /// <summary>Address of the record that was read last.</summary>
    public long Address { get; private set; }

    public override bool SingleReader(ref SpanByte key, ref SpanByte input, ref SpanByte value, ref long dst, ref ReadInfo readInfo)
    {
        Address = dst = readInfo.Address;
        return true;
    }

    public override bool ConcurrentReader(ref SpanByte key, ref SpanByte input, ref SpanByte value, ref long dst, ref ReadInfo readInfo)
    {
        Address = dst = readInfo.Address;
        return true;
    }

    /// <summary>Nothing was read before the next read says so.</summary>
    public void Forget() => Address = 0;
}
