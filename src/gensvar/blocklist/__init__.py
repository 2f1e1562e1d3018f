"""The block register of telephone sales: numbers as people write them, the register, washing lists, receipts."""
