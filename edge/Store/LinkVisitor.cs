namespace OneLink.Edge.Store;

/// <summary>Is shown one link of the store.</summary>
/// <param name="key">Its key (<see cref="LinkKey"/>).</param>
/// <param name="value">What is stored under it.</param>
internal delegate void LinkVisitor(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);
