namespace OneLink.Edge.FastLane;

/// <summary>What the fast lane makes of the bytes at the start of its input.</summary>
internal enum HeadStatus
{
    /// <summary>A whole request that the fast lane answers.</summary>
    Complete,

    /// <summary>The start of one; more bytes are needed.</summary>
    Incomplete,

    /// <summary>For Kestrel's own stack: not a plain GET or HEAD, or nothing that this parser is sure about.</summary>
    HandOver,
}
