"""The Foreign End User List of Japan's Ministry of Economy, Trade and Industry."""

from licet.lists.meti.end_user_list import read

__all__ = ["read"]
