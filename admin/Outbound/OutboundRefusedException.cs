namespace OneLink.Admin.Outbound;

/// <summary>Carries a reason out of a connection attempt, through the HTTP handler, to <see cref="OutboundClient"/>.</summary>
internal sealed class OutboundRefusedException(OutboundFailure failure) : Exception(failure.ToString())
{
    public OutboundFailure Failure => failure;
}
