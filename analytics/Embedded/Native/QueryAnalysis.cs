using System.Runtime.InteropServices;

namespace OneLink.Analytics.Embedded.Native;

/// <summary><c>chdb_query_analysis_v1</c>: what the engine's parser makes of a text, without running it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct QueryAnalysis
{
    internal uint Size;
    internal uint StatementCount;
    internal uint Flags;
    internal QueryClass Class;
}
