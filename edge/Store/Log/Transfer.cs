using FASTER.core;

namespace OneLink.Edge.Store.Log;

/// <summary>One read or write that FASTER asked for.</summary>
/// <param name="Segment">Number of the file.</param>
/// <param name="Offset">Where in the file, in bytes.</param>
/// <param name="Memory">Pinned memory of FASTER, valid until it was called back.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Callback">Called once, with 0 or an error number, and the bytes transferred.</param>
/// <param name="Context">What FASTER wants back.</param>
internal readonly record struct Transfer(
    int Segment, long Offset, IntPtr Memory, uint Length, DeviceIOCompletionCallback Callback, object Context);
